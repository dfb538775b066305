package dev.granary.storage.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options by name, each taken once with its bounds. What is wrong is collected and told together. */
final class RedisOptions {

    static final String PREFIX = "granary";

    private static final Pattern PREFIXES = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,7})(ms|s)");

    private final Map<String, String> options = new TreeMap<>();
    private final Function<String, Optional<String>> environment;
    private final List<String> faults;
    private final Set<String> known = new TreeSet<>();

    RedisOptions(
            Map<String, String> given,
            RedisUrl url,
            Function<String, Optional<String>> environment,
            List<String> faults) {
        this.environment = environment;
        this.faults = faults;
        options.putAll(given);
        url.query().forEach(this::add);
        url.user().ifPresent(user -> add("user", user));
        url.password().ifPresent(password -> add("password", password));
        if (url.mode() == RedisUrl.Mode.STANDALONE && !url.path().isEmpty()) {
            add("database", url.path());
        }
        if (url.isEncrypted()) {
            add("tls", "true");
        }
    }

    /** @throws IllegalArgumentException if a key cannot begin with it */
    static String requirePrefix(String text) {
        if (!PREFIXES.matcher(text).matches()) {
            throw new IllegalArgumentException("prefix: expected 1 to 64 of letters, digits, '_', '.', '-' and ':'");
        }
        return text;
    }

    Optional<String> text(String name) {
        known.add(name);
        return Optional.ofNullable(options.get(name));
    }

    /** The option itself, or what the environment variable holds that {@code name-env} names. */
    Optional<String> secret(String name) {
        Optional<String> plain = text(name);
        Optional<String> variable = text(name + "-env");
        if (plain.isPresent() && variable.isPresent()) {
            faults.add(name + ": given twice, also by " + name + "-env; remove one");
        }
        Optional<String> held = variable.flatMap(environment);
        if (variable.isPresent() && held.isEmpty()) {
            faults.add(name + "-env: the environment variable is not set");
        }
        return plain.or(() -> held);
    }

    String prefix() {
        String prefix = text("prefix").orElse(PREFIX);
        try {
            return requirePrefix(prefix);
        } catch (IllegalArgumentException e) {
            faults.add(String.valueOf(e.getMessage()));
            return PREFIX;
        }
    }

    int number(String name, int least, int most, int otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        long number = WHOLE.matcher(text.get()).matches() ? Long.parseLong(text.get()) : -1;
        if (number < least || number > most) {
            faults.add(name + ": expected a whole number from " + least + " to " + most);
            return otherwise;
        }
        return (int) number;
    }

    Duration duration(String name, Duration otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(text.get());
        long count = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
        if (count < 1) {
            faults.add(name + ": expected a positive time, for example 500ms or 2s");
            return otherwise;
        }
        return matcher.group(2).equals("s") ? Duration.ofSeconds(count) : Duration.ofMillis(count);
    }

    boolean flag(String name) {
        String text = text(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            faults.add(name + ": expected true or false");
        }
        return text.equals("true");
    }

    /** Complains about options that nobody asked for. Comes last. */
    void requireKnown() {
        List<String> unknown = new ArrayList<>(options.keySet());
        unknown.removeAll(known);
        unknown.forEach(name -> faults.add(name + ": unknown option; known are " + String.join(", ", known)));
    }

    private void add(String name, String value) {
        String other = options.putIfAbsent(name, value);
        if (other != null && !other.equals(value)) {
            faults.add(name + ": given twice, in the URL and beside it; remove one");
        }
    }
}
