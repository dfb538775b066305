package dev.granary.storage.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;

/**
 * A URL of this backend, taken apart.
 *
 * @param mode what is at the hosts
 * @param isEncrypted whether the scheme asks for TLS
 * @param hosts one or more
 * @param user the ACL user, if named
 * @param password the password, if given
 * @param path the database, or the name that the sentinels know the primary by; may be empty
 * @param query options, as if they had been given beside the URL
 */
record RedisUrl(
        Mode mode,
        boolean isEncrypted,
        Set<HostAndPort> hosts,
        Optional<String> user,
        Optional<String> password,
        String path,
        Map<String, String> query) {

    private static final Pattern SHAPE =
            Pattern.compile("([a-z-]+)://(?:([^@/?]*)@)?([^@/?]*)(?:/([^?]*))?(?:\\?(.*))?");
    private static final Pattern OPTION = Pattern.compile("[a-z][a-z-]{0,39}");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

    /** What is at the hosts. */
    enum Mode {
        STANDALONE("redis", 6379),
        SENTINEL("redis-sentinel", 26_379),
        CLUSTER("redis-cluster", 6379);

        private final String scheme;
        private final int port;

        Mode(String scheme, int port) {
            this.scheme = scheme;
            this.port = port;
        }
    }

    static boolean accepts(String url) {
        return modeOf(url.split(":", 2)[0]).isPresent() && url.contains("://");
    }

    /** Takes a URL apart; what is wrong with it is added to {@code faults}, and the rest is still taken. */
    static RedisUrl parse(String url, List<String> faults) {
        Matcher matcher = SHAPE.matcher(url);
        Optional<Mode> mode = modeOf(url.split(":", 2)[0]);
        if (!matcher.matches() || mode.isEmpty()) {
            faults.add("url: expected redis://user:password@host:port/database, with every '@', '/' and '?' in a"
                    + " password written as %40, %2F and %3F");
            return new RedisUrl(Mode.STANDALONE, false, Set.of(), Optional.empty(), Optional.empty(), "", Map.of());
        }
        String[] login = Optional.ofNullable(matcher.group(2)).orElse("").split(":", 2);
        return new RedisUrl(
                mode.get(),
                matcher.group(1).equals("rediss"),
                hosts(matcher.group(3), mode.get(), faults),
                decoded(login[0], faults),
                login.length < 2 ? Optional.empty() : decoded(login[1], faults),
                decoded(matcher.group(4) == null ? "" : matcher.group(4), faults)
                        .orElse(""),
                query(matcher.group(5) == null ? "" : matcher.group(5), faults));
    }

    /** Where it leads, without user, password and options. */
    String describe() {
        List<String> names = hosts.stream().map(HostAndPort::toString).toList();
        String scheme = isEncrypted ? "rediss" : mode.scheme;
        return scheme + "://" + String.join(",", names) + (path.isEmpty() ? "" : "/" + path);
    }

    private static Optional<Mode> modeOf(String scheme) {
        String plain = scheme.equals("rediss") ? "redis" : scheme;
        return List.of(Mode.values()).stream()
                .filter(mode -> mode.scheme.equals(plain))
                .findFirst();
    }

    private static Set<HostAndPort> hosts(String text, Mode mode, List<String> faults) {
        Set<HostAndPort> hosts = new LinkedHashSet<>();
        for (String each : text.split(",", -1)) {
            Matcher matcher = HOST.matcher(each);
            int port = matcher.matches() && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : mode.port;
            if (!matcher.matches() || port < 1 || port > 65_535) {
                faults.add("url: expected host:port after the scheme, for example " + mode.scheme + "://localhost:"
                        + mode.port);
            } else {
                hosts.add(new HostAndPort(matcher.group(1).replaceAll("[\\[\\]]", ""), port));
            }
        }
        if (mode == Mode.STANDALONE && hosts.size() > 1) {
            faults.add("url: redis:// leads to one server; use redis-cluster:// or redis-sentinel:// for several");
        }
        return hosts;
    }

    private static Map<String, String> query(String text, List<String> faults) {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> parts = text.isEmpty() ? List.of() : new ArrayList<>(List.of(text.split("&", -1)));
        for (String part : parts) {
            String[] pair = part.split("=", 2);
            // What cannot be a name is not repeated, for it may be a password that a '?' stands in.
            if (pair.length < 2 || !OPTION.matcher(pair[0]).matches() || options.containsKey(pair[0])) {
                faults.add("url: expected name=value once for each option after the '?'");
            } else {
                decoded(pair[1], faults).ifPresent(value -> options.put(pair[0], value));
            }
        }
        return options;
    }

    private static Optional<String> decoded(String text, List<String> faults) {
        try {
            // A plus sign stands for itself here.
            String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            return plain.isEmpty() ? Optional.empty() : Optional.of(plain);
        } catch (IllegalArgumentException e) {
            faults.add("url: a '%' must be followed by two hex digits; write %25 for a percent sign");
            return Optional.empty();
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return describe();
    }
}
