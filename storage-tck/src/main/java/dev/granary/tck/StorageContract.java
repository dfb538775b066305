package dev.granary.tck;

import dev.granary.record.Namespace;
import dev.granary.spi.Storage;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of a backend. A test class implements it, says how a storage is opened, and inherits a test for every
 * rule:
 *
 * <pre>{@code
 * class RocksContractTest implements StorageContract {
 *     public Storage open(InstantSource clock) {
 *         return new RocksStorage(directory, clock);
 *     }
 * }
 * }</pre>
 *
 * <p>Each test uses a namespace of its own, so all may work on the same data. The configuration parameter {@code
 * granary.tck.rounds} says how many rounds a race takes (300), {@code granary.tck.seed} repeats the dice of a failure,
 * {@code granary.tck.thorough} says how long each race and each walk is repeated with other dice (an ISO 8601 duration,
 * such as {@code PT1M}; not at all). Each can be a system property or stand in {@code junit-platform.properties}.
 */
@ExtendWith(KitExtension.class)
public interface StorageContract
        extends RoundRules,
                CopyRules,
                UniqueRules,
                KeyRules,
                OnceRules,
                ExpireRules,
                RetainRules,
                TenantRules,
                LimitRules,
                FaultRules,
                IndexRules,
                ListingRules,
                RollBackRules,
                ReplayRules,
                FenceRules,
                FenceRaceRules,
                ExchangeRules,
                CascadeRules,
                BindRules,
                TokenLifeRules,
                TokenOnceRules,
                TokenTenantRules,
                TokenFaultRules,
                LoginRules,
                UpstreamTokenRules,
                UpstreamRaceRules,
                UpstreamCredentialRules,
                UpstreamRefreshRules,
                SealRules,
                LoginTokenRules,
                UserRules,
                UserDeletionRules,
                UnlinkRules,
                ClientRules,
                ClientRemovalRules,
                AssertionRules,
                RegistrationRules,
                HousekeepingRules,
                CostRules,
                ReopenRules,
                CodecRules,
                ModelRules,
                InterruptionRules {

    /**
     * Opens a storage that tells the time by {@code clock}. The kit closes it. If one of an earlier call is still open
     * and keeps its data to itself, durable but not shared, this may be refused as unavailable.
     */
    Storage open(InstantSource clock);

    /** Opens another instance on the data of those that {@link #open} gives, if the storage declares SHARED. */
    default Optional<Storage> openAnother(InstantSource clock) {
        return Optional.empty();
    }

    /** Opens a storage on what those that were closed have left, if the storage declares DURABLE. */
    default Storage reopen(InstantSource clock) {
        return open(clock);
    }

    /**
     * Opens a storage with these caps, if the storage declares RECORD_CAPS.
     *
     * @param caps the most records by kind name
     */
    default Optional<Storage> openCapped(InstantSource clock, Map<String, Integer> caps) {
        return Optional.empty();
    }

    /**
     * Takes a snapshot of this namespace, or of all that the storage holds. As long as nothing else is said, it is
     * brought back record by record; a backend that has backups or replicas of its own says how they are used.
     */
    default Snapshot snapshot(Storage storage, Namespace namespace) {
        return Snapshot.of(storage, namespace);
    }
}
