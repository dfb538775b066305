package dev.granary.storage.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.MigrateParams;

/** A real cluster of three primaries, with a replica each if wanted. */
final class RedisCluster implements AutoCloseable {

    private static final int PRIMARIES = 3;
    private static final int SLOTS = 16_384;
    private static final String[] NODE = {
        "--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf", "--cluster-node-timeout", "2000"
    };

    private final List<RedisServer> servers = new ArrayList<>();

    static RedisCluster start(boolean withReplicas) {
        int count = withReplicas ? 2 * PRIMARIES : PRIMARIES;
        return of(count, () -> RedisServer.start(NODE));
    }

    /** Primaries alone that take no plain connection, not from each other either. */
    static RedisCluster encrypted(Certificate certificate) {
        List<String> arguments = new ArrayList<>(List.of(NODE));
        arguments.addAll(List.of("--tls-cluster", "yes"));
        return of(PRIMARIES, () -> RedisServer.encrypted(certificate, arguments.toArray(String[]::new)));
    }

    private static RedisCluster of(int count, Supplier<RedisServer> node) {
        RedisCluster cluster = new RedisCluster();
        for (int i = 0; i < count; i++) {
            cluster.servers.add(node.get());
        }
        cluster.servers.forEach(RedisServer::ready);
        cluster.form();
        return cluster;
    }

    String url() {
        return "redis-cluster://"
                + servers.stream().map(server -> "127.0.0.1:" + server.port()).collect(Collectors.joining(","));
    }

    List<RedisServer> servers() {
        return servers;
    }

    List<RedisServer> primaries() {
        return servers.subList(0, PRIMARIES);
    }

    /** The primary that says that the slot is its own. */
    RedisServer ownerOf(int slot) {
        String id = primaries().stream()
                .map(RedisCluster::slots)
                .filter(own -> own.containsKey(slot))
                .map(own -> own.get(slot))
                .findFirst()
                .orElseThrow();
        return primaries().stream()
                .filter(server -> idOf(server).equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Moves a slot to another primary, key by key, as an operator's tool does. */
    void move(int slot, RedisServer from, RedisServer to) {
        move(slot, from, to, () -> {});
    }

    /** Moves a slot, and does something when its keys have left and the slot has not. */
    void move(int slot, RedisServer from, RedisServer to, Runnable meanwhile) {
        try (Jedis source = from.client();
                Jedis target = to.client()) {
            target.clusterSetSlotImporting(slot, idOf(from));
            source.clusterSetSlotMigrating(slot, idOf(to));
            moveKeys(slot, source, to);
            meanwhile.run();
            target.clusterSetSlotNode(slot, idOf(to));
            source.clusterSetSlotNode(slot, idOf(to));
        }
        for (RedisServer other : primaries()) {
            try (Jedis jedis = other.client()) {
                jedis.clusterSetSlotNode(slot, idOf(to));
            }
        }
    }

    @Override
    public void close() {
        servers.forEach(RedisServer::close);
    }

    static String idOf(RedisServer server) {
        try (Jedis jedis = server.client()) {
            return jedis.clusterMyId();
        }
    }

    private static void moveKeys(int slot, Jedis source, RedisServer to) {
        List<String> keys = source.clusterGetKeysInSlot(slot, 1);
        while (!keys.isEmpty()) {
            source.migrate("127.0.0.1", to.port(), 5000, MigrateParams.migrateParams(), keys.toArray(String[]::new));
            keys = source.clusterGetKeysInSlot(slot, 1);
        }
    }

    private static Map<Integer, String> slots(RedisServer server) {
        try (Jedis jedis = server.client()) {
            String own = jedis.clusterNodes()
                    .lines()
                    .filter(line -> line.contains("myself"))
                    .findFirst()
                    .orElseThrow();
            String[] parts = own.split(" ", -1);
            Map<Integer, String> slots = new HashMap<>();
            for (int i = 8; i < parts.length; i++) {
                if (!parts[i].startsWith("[")) {
                    String[] range = parts[i].split("-", 2);
                    int last = Integer.parseInt(range[range.length - 1]);
                    for (int slot = Integer.parseInt(range[0]); slot <= last; slot++) {
                        slots.put(slot, parts[0]);
                    }
                }
            }
            return slots;
        }
    }

    private void form() {
        try (Jedis first = servers.get(0).client()) {
            servers.forEach(server -> first.clusterMeet("127.0.0.1", server.port()));
        }
        for (int i = 0; i < PRIMARIES; i++) {
            try (Jedis jedis = servers.get(i).client()) {
                jedis.clusterAddSlots(IntStream.range(i * SLOTS / PRIMARIES, (i + 1) * SLOTS / PRIMARIES)
                        .toArray());
            }
        }
        RedisServer.await("all nodes to know each other", () -> servers.stream().allMatch(this::knowsAll));
        for (int i = PRIMARIES; i < servers.size(); i++) {
            try (Jedis jedis = servers.get(i).client()) {
                jedis.clusterReplicate(idOf(servers.get(i - PRIMARIES)));
            }
        }
        RedisServer.await("a whole cluster", () -> servers.stream().allMatch(this::isWhole));
    }

    private boolean knowsAll(RedisServer server) {
        try (Jedis jedis = server.client()) {
            return jedis.clusterNodes()
                            .lines()
                            .filter(line -> line.contains(" connected"))
                            .count()
                    == servers.size();
        }
    }

    private boolean isWhole(RedisServer server) {
        try (Jedis jedis = server.client()) {
            boolean isPrimary = servers.indexOf(server) < PRIMARIES;
            return jedis.clusterInfo().contains("cluster_state:ok")
                    && (isPrimary
                            ? servers.size() == PRIMARIES
                                    || server.info("replication", "slave0").contains("state=online")
                            : server.info("replication", "master_link_status").equals("up"));
        }
    }
}
