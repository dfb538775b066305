package dev.granary.storage.redis;

import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageException;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Says what became of a task, in words of our own: a server's message may hold a key or a value. */
final class Faults {

    private static final String CHECK = "check the server and the network between";

    /** The errors that a server answers with before it changes anything, and what to do. */
    private static final Map<String, String> CERTAIN = Map.ofEntries(
            Map.entry("LOADING", "the server still loads its data; try again"),
            Map.entry("READONLY", "the server is a replica; point the URL at the primary, or wait for the failover"),
            Map.entry("OOM", "the server is at maxmemory; give it more, or purge"),
            Map.entry("MISCONF", "the server cannot save to its disk; look at its log"),
            Map.entry("NOREPLICAS", "the server has fewer replicas than min-replicas-to-write; look at them"),
            Map.entry("MASTERDOWN", "the server has lost its primary; look at the replication"),
            Map.entry("CLUSTERDOWN", "the cluster is not whole; look at its nodes"),
            Map.entry("TRYAGAIN", "the slot is on its way to another node; try again"),
            Map.entry("MOVED", "the slot is elsewhere; use a redis-cluster: URL, or try again"),
            Map.entry("ASK", "the slot is on its way to another node; try again"),
            Map.entry("BUSY", "the server runs another's script; look at it"),
            Map.entry("NOAUTH", "the server wants a user and password"),
            Map.entry("WRONGPASS", "the server does not take this user and password"),
            Map.entry("NOPERM", "the user lacks a command or key pattern; see the list in the documentation"));

    private static final Pattern OF_A_SCRIPT = Pattern.compile("^ERR Error running script .*?@user_script: [0-9]+: -");

    private Faults() {}

    /** The server answered with an error. */
    static StorageException answered(Task task, JedisDataException error, boolean partly) {
        String code = codeOf(error);
        String remedy = CERTAIN.get(code);
        if (partly || remedy == null) {
            return open(task, code, remedy == null ? "the server refused a command; look at its log" : remedy);
        }
        return unavailable(task, code, remedy);
    }

    /** The connection failed, or there was none. */
    static StorageException broken(Task task, Throwable failure, boolean sent) {
        String code = codeOf(failure);
        return sent ? open(task, code, CHECK) : unavailable(task, code, CHECK);
    }

    /** What others keep could not be read. */
    static StorageException unread(String operation, String place, JedisException failure) {
        String code = codeOf(failure);
        return new StorageUnavailableException(new StorageFault(
                RedisStorage.ID,
                operation,
                "foreign keys",
                Optional.empty(),
                Optional.of(code),
                "tried " + place + "; " + CERTAIN.getOrDefault(code, CHECK)));
    }

    /** Too few replicas had it in time. */
    static StorageException unconfirmed(Task task) {
        return open(task, "WAIT", "too few replicas have the write; look at them, then send it again");
    }

    /** The server's answer is none that was asked for. */
    static StorageException garbled(Task task) {
        return open(task, "REPLY", "what answers is no Redis, or a proxy changed its answer");
    }

    static StorageException closed(Task task) {
        return unavailable(task, "CLOSED", "the storage is closed; open another one");
    }

    /** What a log may show of a failure: the server's error word, or the sort of the network's. */
    static String codeOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                // The client hangs what went wrong with each address on its own exception.
                .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())))
                .flatMap(cause -> word(cause).stream())
                .findFirst()
                .orElse("CONNECTION");
    }

    private static Optional<String> word(Throwable cause) {
        if (cause instanceof JedisDataException error) {
            return Optional.of(codeOf(error));
        }
        if (cause instanceof SocketTimeoutException) {
            return Optional.of("TIMEOUT");
        }
        if (cause instanceof ConnectException) {
            return Optional.of("REFUSED");
        }
        return cause instanceof SSLException ? Optional.of("TLS") : Optional.empty();
    }

    static String codeOf(JedisDataException error) {
        // Before Redis 7 the error of a script begins with its own words. A script's first write meets these errors.
        String message = OF_A_SCRIPT.matcher(String.valueOf(error.getMessage())).replaceFirst("");
        String word = message.split(" ", 2)[0];
        return word.matches("[A-Z]{2,20}") ? word : "ERR";
    }

    private static StorageException open(Task task, String code, String remedy) {
        StorageFault fault = fault(task, code, remedy);
        return task.effect().isFelt() ? new OutcomeUnknownException(fault) : new StorageUnavailableException(fault);
    }

    private static StorageException unavailable(Task task, String code, String remedy) {
        return new StorageUnavailableException(fault(task, code, remedy));
    }

    private static StorageFault fault(Task task, String code, String remedy) {
        return new StorageFault(
                RedisStorage.ID,
                task.operation(),
                task.kind(),
                task.key().map(Digest::text),
                Optional.of(code),
                remedy);
    }
}
