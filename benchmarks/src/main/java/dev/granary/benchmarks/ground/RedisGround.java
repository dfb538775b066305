package dev.granary.benchmarks.ground;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.benchmarks.measure.Lane;
import dev.granary.benchmarks.measure.Step;
import dev.granary.benchmarks.work.Population;
import dev.granary.benchmarks.work.PortCalls;
import dev.granary.grant.Grant;
import dev.granary.record.Namespace;
import dev.granary.spi.Storage;
import dev.granary.storage.redis.RedisStorage;
import dev.granary.upstream.UpstreamToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.resps.Slowlog;

/** A Redis server, with the storage and the raw commands on one client. */
final class RedisGround implements Ground {

    /** A server takes seconds to be emptied of a million grants. */
    static final JedisClientConfig PATIENT = DefaultJedisClientConfig.builder()
            .timeoutMillis((int) Duration.ofMinutes(1).toMillis())
            .build();

    private static final int POOL = 16;
    private static final Set<String> NOISE = Set.of("SLOWLOG", "CONFIG", "CLIENT", "HELLO", "PING", "GETRANGE", "SET");

    private final RedisClient client;
    private final Storage storage;
    private final long before;

    RedisGround(int port) {
        GenericObjectPoolConfig<Connection> config = new ConnectionPoolConfig();
        config.setMaxTotal(POOL);
        config.setMaxIdle(POOL);
        this.client = RedisClient.builder()
                .hostAndPort("127.0.0.1", port)
                .clientConfig(PATIENT)
                .poolConfig(config)
                .build();
        client.flushAll();
        this.storage = RedisStorage.builder(client, InstantSource.system()).open();
        this.before = used();
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public Limit limit(Population population) {
        PortCalls calls = new PortCalls(storage.in(Namespace.DEFAULT), population);
        return new RedisLimit(
                client,
                Map.of(
                        Grant.KIND.name(), commands(calls::rotate),
                        PendingAuthorization.KIND.name(), commands(calls::take),
                        UpstreamToken.KIND.name(), commands(calls::findUpstream)));
    }

    @Override
    public List<String> sent(Sent step) {
        return commands(step.on(storage)).stream()
                .map(command -> command.get(0))
                .toList();
    }

    /** What the server's memory has grown by, keys and lists and allocation included. */
    @Override
    public long bytes() {
        return used() - before;
    }

    @Override
    public void close() {
        storage.close();
        client.close();
    }

    private long used() {
        return client.info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("used_memory:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    /** The newest comes first. What asks for the log, what a new connection says and what scripts do is in it, too. */
    private List<List<String>> logged() {
        // The reply of this command is a list, whatever the client's version says of it.
        @SuppressWarnings("unchecked")
        List<Object> log = (List<Object>) client.executeCommand(
                new CommandArguments(Command.SLOWLOG).add("GET").add("64"));
        List<List<String>> commands =
                new ArrayList<>(Slowlog.from(log).stream().map(Slowlog::getArgs).toList());
        Collections.reverse(commands);
        commands.removeIf(command -> NOISE.contains(command.get(0).toUpperCase(Locale.ROOT)));
        return commands;
    }

    /** By the server's own log of commands, with a threshold of nothing. */
    private List<List<String>> commands(Step step) {
        try {
            // So that scripts are loaded.
            step.run(new Lane(0, 1));
            client.configSet("slowlog-log-slower-than", "0");
            client.slowlogReset();
            step.run(new Lane(0, 1));
            return logged();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            client.configSet("slowlog-log-slower-than", "10000");
        }
    }
}
