package dev.granary.storage.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.commands.ProtocolCommand;

/**
 * One command for the server of a bucket.
 *
 * @param bucket where its keys lie
 * @param command the command; EVALSHA if there is a script
 * @param arguments what follows it, but for a script's name
 * @param script the script, if it runs one
 * @param whole makes what to send instead if the script says that it needs more keys, which it rarely does
 */
record Request(
        int bucket,
        ProtocolCommand command,
        List<byte[]> arguments,
        Optional<Script> script,
        Optional<Supplier<Request>> whole) {

    private static final Long NEEDS_MORE_KEYS = 2L;

    /** A command of these arguments. */
    static Request of(int bucket, ProtocolCommand command, byte[]... arguments) {
        return new Request(bucket, command, List.of(arguments), Optional.empty(), Optional.empty());
    }

    /** A run of a script. */
    static Request of(int bucket, Script script, List<byte[]> keys, List<byte[]> arguments) {
        List<byte[]> all = new ArrayList<>(1 + keys.size() + arguments.size());
        all.add(KeySpace.bytes(Integer.toString(keys.size())));
        all.addAll(keys);
        all.addAll(arguments);
        return new Request(bucket, Command.EVALSHA, all, Optional.of(script), Optional.empty());
    }

    /** The same with the script in full, for a server that does not know it by name. */
    Request inFull() {
        return new Request(bucket, Command.EVAL, arguments, script, whole);
    }

    /** The same, and what to send instead if it needs more keys. */
    Request or(Supplier<Request> another) {
        return new Request(bucket, command, arguments, script, Optional.of(another));
    }

    /** What to send after this answer; empty if it was an answer to keep. */
    Optional<Request> after(@Nullable Object answer) {
        return NEEDS_MORE_KEYS.equals(answer) ? whole.map(Supplier::get) : Optional.empty();
    }

    /** All that follows the command. */
    byte[][] spelled() {
        if (script.isEmpty()) {
            return arguments.toArray(byte[][]::new);
        }
        byte[][] all = new byte[1 + arguments.size()][];
        all[0] = KeySpace.bytes(
                command == Command.EVAL ? script.get().source() : script.get().sha());
        for (int i = 0; i < arguments.size(); i++) {
            all[i + 1] = arguments.get(i);
        }
        return all;
    }
}
