package dev.granary.storage.redis;

import dev.granary.spi.Capability;
import dev.granary.spi.StorageSettingsException;
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

    /** Says in the log what the servers do not promise. */
    void tell() {
        if (facts.isVolatile()) {
            log.warn(
                    "redis: the server writes nothing to disk, so a restart loses all grants ({})",
                    facts.persistence());
        } else if (!facts.isDurable()) {
            log.warn("redis: a crash may lose the last writes ({})", facts.persistence());
        }
        if (!replication.isAwaited()) {
            log.info("redis: writes are not waited for at replicas; a failover may lose the last ones");
        }
        if (allowsEviction) {
            log.warn("redis: allow-eviction is set; a full server may drop live grants and revocations");
        }
    }
}
