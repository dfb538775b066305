package dev.granary.benchmarks.ground;

import dev.granary.benchmarks.measure.Step;
import dev.granary.benchmarks.work.Dice;
import dev.granary.record.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import redis.clients.jedis.RedisClient;

/** GET and EVALSHA through the same client, the script with the arguments that the storage gave it. */
final class RedisLimit implements Limit {

    private static final int SCAN = 10_000;

    private final RedisClient client;
    private final Map<String, List<List<String>>> commands;
    private final Dice dice = new Dice();

    /** Sends what the storage sent for a find and a replace, by the name of the kind. */
    RedisLimit(RedisClient client, Map<String, List<List<String>>> commands) {
        this.client = client;
        this.commands = Map.copyOf(commands);
    }

    @Override
    public Step read(RecordKind<?, ?> kind) {
        List<byte[]> keys = keys(kind);
        return lane -> client.get(keys.get(lane.pick(keys.size())));
    }

    @Override
    public Step swap(RecordKind<?, ?> kind) {
        List<byte[]> keys = keys(kind);
        ScriptTemplate script = new ScriptTemplate(script(kind));
        return lane -> {
            byte[] key = keys.get(lane.pick(keys.size()));
            byte[] held = client.get(key);
            byte[] revision = dice.revision(lane.any(dice.many())).value().getBytes(StandardCharsets.US_ASCII);
            return client.executeCommand(script.call(key, held, revision));
        };
    }

    private List<String> script(RecordKind<?, ?> kind) {
        return Objects.requireNonNull(commands.get(kind.name())).stream()
                .filter(command -> command.get(0).equalsIgnoreCase("EVALSHA"))
                .findFirst()
                .orElseThrow();
    }

    /** Records are the only plain values with the name of their kind in the key. */
    private List<byte[]> keys(RecordKind<?, ?> kind) {
        return client.scanIteration(SCAN, "*:" + kind.name() + ":*", "string").collect(new ArrayList<>()).stream()
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
