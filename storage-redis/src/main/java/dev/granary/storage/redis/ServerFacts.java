package dev.granary.storage.redis;

import dev.granary.record.StorageUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import redis.clients.jedis.Protocol.Command;

/**
 * What the primaries say of themselves.
 *
 * @param infos the INFO of each; empty if the user may not ask
 * @param settings what CONFIG tells of each about persistence; empty if the user may not ask
 */
record ServerFacts(List<Map<String, String>> infos, List<Map<String, String>> settings) {

    private static final Task ASK = Task.of("open", "storage", Task.Effect.READ);

    /** @throws StorageUnavailableException if one does not answer */
    static ServerFacts of(Exchange exchange) {
        List<Map<String, String>> infos = new ArrayList<>();
        List<Map<String, String>> settings = new ArrayList<>();
        for (int bucket : exchange.route().onePerPrimary()) {
            infos.add(ask(exchange, Request.of(bucket, Command.INFO))
                    .map(Pairs::ofLines)
                    .orElse(Map.of()));
            Map<String, String> persistence = new HashMap<>();
            for (String name : List.of("appendfsync", "save")) {
                // One at a time: several came with Redis 7.
                ask(exchange, configuration(bucket, name)).map(Pairs::of).ifPresent(persistence::putAll);
            }
            settings.add(persistence);
        }
        return new ServerFacts(infos, settings);
    }

    /** What keeps a storage from being opened, each with its remedy. */
    List<String> faults(boolean allowsEviction, boolean isCluster) {
        List<String> faults = new ArrayList<>();
        if (any(info -> info.containsKey("redis_version") && !isRecent(info.getOrDefault("redis_version", "")))) {
            faults.add("server: Redis 6.2 or newer, or Valkey, is needed");
        }
        if (!isCluster && any(info -> "1".equals(info.get("cluster_enabled")))) {
            faults.add("url: the server is a node of a cluster; use redis-cluster://host:port,…");
        }
        if (!allowsEviction && any(info -> !"noeviction".equals(info.get("maxmemory_policy")))) {
            faults.add("server: maxmemory-policy must be noeviction, or it drops live records at will; found "
                    + policies() + "; set it, or open with allow-eviction=true");
        }
        return faults;
    }

    /** Whether every acknowledged write survives a crash of any primary. */
    boolean isDurable() {
        return all(info -> "1".equals(info.get("aof_enabled")))
                && settings.stream().allMatch(each -> "always".equals(each.get("appendfsync")));
    }

    /** Whether no primary writes anything to a disk, as far as they tell. */
    boolean isVolatile() {
        return any(info -> !"1".equals(info.get("aof_enabled")))
                && settings.stream()
                        .anyMatch(each -> each.getOrDefault("save", "").isEmpty());
    }

    /** Whether this many replicas are all that each primary has, and it has one. */
    boolean isConfirmedByAll(int replicas) {
        return all(info -> {
            int connected = Integer.parseInt(info.getOrDefault("connected_slaves", "0"));
            return connected > 0 && connected <= replicas;
        });
    }

    /** Whether a primary has a replica that could take over. */
    boolean isReplicated() {
        return any(info -> !"0".equals(info.getOrDefault("connected_slaves", "0")));
    }

    /** How writes reach a disk, for people. */
    String persistence() {
        String aof = all(info -> "1".equals(info.get("aof_enabled"))) ? "on" : "off";
        return "append-only file " + aof + ", "
                + settings.stream()
                        .map(each -> "appendfsync=" + each.getOrDefault("appendfsync", "unknown") + " save=\""
                                + each.getOrDefault("save", "unknown") + "\"")
                        .distinct()
                        .toList();
    }

    private String policies() {
        return infos.stream()
                .map(info -> info.getOrDefault("maxmemory_policy", "unknown, the user may not ask INFO"))
                .distinct()
                .toList()
                .toString();
    }

    private boolean any(Predicate<Map<String, String>> fact) {
        return infos.stream().anyMatch(fact);
    }

    private boolean all(Predicate<Map<String, String>> fact) {
        return infos.stream().allMatch(fact);
    }

    private static boolean isRecent(String version) {
        String[] parts = version.split("\\.", 3);
        int major = Integer.parseInt(parts[0]);
        return major > 6 || (major == 6 && parts.length > 1 && Integer.parseInt(parts[1]) >= 2);
    }

    private static Request configuration(int bucket, String name) {
        return Request.of(bucket, Command.CONFIG, KeySpace.bytes("GET"), KeySpace.bytes(name));
    }

    private static Optional<Object> ask(Exchange exchange, Request request) {
        try {
            return Optional.ofNullable(exchange.send(ASK, request));
        } catch (StorageUnavailableException e) {
            // Not being allowed to ask is an answer; not being reachable is none.
            if (e.fault().code().filter("NOPERM"::equals).isPresent()
                    || e.fault().code().filter("ERR"::equals).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
