package dev.granary.storage.redis;

import dev.granary.spi.Capability;
import dev.granary.spi.StorageSettingsException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is decided and told once, when a storage is opened. */
final class Opening {

    private final Logger log = LoggerFactory.getLogger(RedisStorage.class);
    private final ServerFacts facts;
    private final Replication replication;
    private final boolean allowsEviction;
    private final boolean isCluster;

    Opening(ServerFacts facts, Replication replication, boolean allowsEviction, boolean isCluster) {
        this.facts = facts;
        this.replication = replication;
        this.allowsEviction = allowsEviction;
        this.isCluster = isCluster;
    }

    /** @throws StorageSettingsException if the servers are set up in a way that loses records */
    void require() {
        List<String> faults = facts.faults(allowsEviction, isCluster);
        if (!faults.isEmpty()) {
            throw new StorageSettingsException(faults);
        }
    }

    Set<Capability> capabilities() {
        Set<Capability> capabilities = EnumSet.of(Capability.SHARED);
        if (facts.isDurable()) {
            capabilities.add(Capability.DURABLE);
        }
        if (replication.isAwaited() && facts.isConfirmedByAll(replication.replicas())) {
            capabilities.add(Capability.SURVIVES_FAILOVER);
        }
        return capabilities;
    }

    /** What the servers do not promise, each in a line for the log. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (facts.isVolatile()) {
            warnings.add(
                    "redis: the server writes nothing to disk, a restart loses all grants: " + facts.persistence());
        } else if (!facts.isDurable()) {
            warnings.add("redis: a crash may lose the last writes: " + facts.persistence());
        }
        if (facts.isReplicated() && !replication.isAwaited()) {
            warnings.add("redis: a failover may lose the last writes, as wait-replicas is not set");
        }
        if (allowsEviction) {
            warnings.add("redis: a full server may drop live grants and revocations, as allow-eviction is set");
        }
        return warnings;
    }

    void tell() {
        warnings().forEach(log::warn);
    }
}
