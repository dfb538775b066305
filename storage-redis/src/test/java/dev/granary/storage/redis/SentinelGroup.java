package dev.granary.storage.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;

/** A real primary with replicas, and three sentinels that watch over it. */
final class SentinelGroup implements AutoCloseable {

    private static final int SENTINELS = 3;

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<RedisServer> sentinels = new ArrayList<>();

    /** A primary alone. Neither it nor the sentinels take a plain connection. */
    static SentinelGroup encrypted(Certificate certificate) {
        SentinelGroup group = new SentinelGroup();
        RedisServer primary = RedisServer.encrypted(certificate).ready();
        group.servers.add(primary);
        for (int i = 0; i < SENTINELS; i++) {
            group.sentinels.add(RedisServer.encryptedSentinel(certificate, primary.port(), 2));
        }
        group.awaitSentinels(0);
        return group;
    }

    static SentinelGroup start(int replicas) {
        SentinelGroup group = new SentinelGroup();
        RedisServer primary = RedisServer.start().ready();
        group.servers.add(primary);
        for (int i = 0; i < replicas; i++) {
            group.servers.add(RedisServer.start("--replicaof", "127.0.0.1", "" + primary.port()));
        }
        RedisServer.await(
                "replicas in step",
                () -> group.servers.stream()
                        .skip(1)
                        .allMatch(server -> server.ready()
                                .info("replication", "master_link_status")
                                .equals("up")));
        for (int i = 0; i < SENTINELS; i++) {
            group.sentinels.add(RedisServer.sentinel(primary.port(), 2));
        }
        group.awaitSentinels(replicas);
        return group;
    }

    String url() {
        return "redis-sentinel://"
                + sentinels.stream().map(each -> "127.0.0.1:" + each.port()).collect(Collectors.joining(","))
                + "/mymaster";
    }

    /** The server that the sentinels call primary now. */
    RedisServer primary() {
        try (Jedis jedis = sentinels.get(0).client()) {
            int port = Integer.parseInt(
                    jedis.sentinelGetMasterAddrByName("mymaster").get(1));
            return servers.stream()
                    .filter(server -> server.port() == port)
                    .findFirst()
                    .orElseThrow();
        }
    }

    List<RedisServer> replicas() {
        RedisServer primary = primary();
        return servers.stream().filter(server -> server != primary).toList();
    }

    /** Waits until another server is primary. */
    void awaitSuccessorOf(RedisServer primary) {
        RedisServer.await(
                "a failover",
                () -> primary() != primary
                        && primary().info("replication", "role").equals("master"));
    }

    @Override
    public void close() {
        sentinels.forEach(RedisServer::close);
        servers.forEach(RedisServer::close);
    }

    private void awaitSentinels(int replicas) {
        RedisServer.await(
                "sentinels that know all",
                () -> sentinels.stream().allMatch(sentinel -> knowsAll(sentinel.ready(), replicas)));
    }

    private boolean knowsAll(RedisServer sentinel, int replicas) {
        try (Jedis jedis = sentinel.client()) {
            var known = jedis.sentinelMaster("mymaster");
            return ("" + replicas).equals(known.get("num-slaves"))
                    && ("" + (SENTINELS - 1)).equals(known.get("num-other-sentinels"))
                    && "master".equals(known.get("flags"));
        }
    }
}
