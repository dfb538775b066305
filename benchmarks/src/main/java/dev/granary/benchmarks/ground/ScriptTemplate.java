package dev.granary.benchmarks.ground;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** A call of the storage's script, to be made again for other keys. A value begins with its revision. */
final class ScriptTemplate {

    private static final int KEY = 2;
    private static final int EXPECTED = 3;
    private static final int VALUE = 5;
    private static final int MEMBER = 7;
    private static final byte[] BEFORE = "\"rev\":\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] seen;

    /** Learns from a call: the command, hash, number of keys, key, then the script's arguments. */
    ScriptTemplate(List<String> command) {
        this.seen = command.stream()
                .skip(1)
                .map(argument -> argument.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    CommandArguments call(byte[] key, byte[] held, byte[] revision) {
        byte[][] arguments = seen.clone();
        byte[] next = held.clone();
        System.arraycopy(revision, 0, next, 0, revision.length);
        System.arraycopy(revision, 0, next, inDocument(held), revision.length);
        arguments[KEY] = key;
        arguments[EXPECTED] = Arrays.copyOf(held, revision.length);
        arguments[VALUE] = next;
        arguments[MEMBER] = member(key);
        CommandArguments call = new CommandArguments(Command.EVALSHA);
        for (byte[] argument : arguments) {
            call.add(argument);
        }
        return call;
    }

    private static byte[] member(byte[] key) {
        int last = key.length - 1;
        while (key[last] != ':') {
            last--;
        }
        return Arrays.copyOfRange(key, last + 1, key.length);
    }

    private static int inDocument(byte[] value) {
        int at = 0;
        while (!Arrays.equals(value, at, at + BEFORE.length, BEFORE, 0, BEFORE.length)) {
            at++;
        }
        return at + BEFORE.length;
    }
}
