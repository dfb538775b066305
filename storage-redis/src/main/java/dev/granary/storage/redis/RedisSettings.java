package dev.granary.storage.redis;

import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import redis.clients.jedis.SslOptions;

/**
 * All that a URL and options say.
 *
 * @param url where the servers are
 * @param prefix what every key begins with
 * @param database which of the server's databases; 0 in a cluster
 * @param server how to log in to the servers
 * @param sentinel how to log in to the sentinels
 * @param tls makes encrypted connections, if they are wanted
 * @param connectTimeout how long to wait for a connection
 * @param timeout how long to wait for a reply
 * @param poolSize the most connections to one server
 * @param replication how many replicas must have a write
 * @param allowsEviction whether a server may drop records at will
 */
record RedisSettings(
        RedisUrl url,
        String prefix,
        int database,
        Login server,
        Login sentinel,
        Optional<SslOptions> tls,
        Duration connectTimeout,
        Duration timeout,
        int poolSize,
        Replication replication,
        boolean allowsEviction) {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** @throws StorageSettingsException naming every fault at once */
    static RedisSettings of(StorageSettings settings, Function<String, Optional<String>> environment) {
        List<String> faults = new ArrayList<>();
        RedisUrl url = RedisUrl.parse(settings.url(), faults);
        RedisOptions options = new RedisOptions(settings.options(), url, environment, faults);
        RedisSettings taken = new RedisSettings(
                url,
                options.prefix(),
                options.number("database", 0, 1_000_000, 0),
                new Login(options.secret("user"), options.secret("password")),
                new Login(options.secret("sentinel-user"), options.secret("sentinel-password")),
                tls(options, faults),
                options.duration("connect-timeout", TIMEOUT),
                options.duration("timeout", TIMEOUT),
                options.number("pool-size", 1, 10_000, 32),
                new Replication(options.number("wait-replicas", 0, 100, 0), options.duration("wait-timeout", WAIT)),
                options.flag("allow-eviction"));
        options.requireKnown();
        taken.addFaults(faults);
        if (!faults.isEmpty()) {
            throw new StorageSettingsException(faults);
        }
        return taken;
    }

    /** What to name when nobody answers. */
    String describe() {
        return url.describe()
                + (url.mode() == RedisUrl.Mode.STANDALONE && url.path().isEmpty() ? "/" + database : "")
                + server.user().map(user -> " as user " + user).orElse("")
                + (tls.isPresent() ? " over TLS" : "");
    }

    private void addFaults(List<String> faults) {
        if (url.mode() == RedisUrl.Mode.SENTINEL && url.path().isEmpty()) {
            faults.add("url: the name of the primary is missing, for example redis-sentinel://host:26379/mymaster");
        }
        if (url.mode() == RedisUrl.Mode.SENTINEL && !url.path().matches("[A-Za-z0-9._-]*")) {
            // What else stands there may be options, a password among them, after a '?' that was forgotten.
            faults.add(
                    "url: the name of the primary may only have letters, digits, '.', '-' and '_'; options come after '?'");
        }
        if (url.mode() == RedisUrl.Mode.CLUSTER && (database != 0 || !url.path().isEmpty())) {
            faults.add("database: a cluster has only database 0; remove it");
        }
        if (server.user().isPresent() && server.password().isEmpty()) {
            faults.add("password: missing, since a user is named; give password or password-env");
        }
        if (replication.isAwaited() && replication.patience().compareTo(timeout) >= 0) {
            faults.add("wait-timeout: expected less than timeout, or the connection ends first");
        }
    }

    private static Optional<SslOptions> tls(RedisOptions options, List<String> faults) {
        boolean isWanted = options.flag("tls");
        Optional<String> authorities = options.text("tls-ca");
        if (!isWanted && authorities.isPresent()) {
            faults.add("tls-ca: given without TLS; use rediss: or set tls=true");
        }
        return isWanted ? TrustedAuthorities.connections(authorities, faults) : Optional.empty();
    }

    /**
     * Who logs in.
     *
     * @param user the ACL user; the default user if empty
     * @param password the password, if one is wanted
     */
    record Login(Optional<String> user, Optional<String> password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Login[" + user.orElse("default") + "]";
        }
    }
}
