package dev.granary.domain.dcr;

import dev.granary.dcr.RegistrationKey;
import dev.granary.domain.lease.JobLease;
import dev.granary.domain.realm.Realm;
import dev.granary.lease.LeaseName;
import dev.granary.record.Sha256;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One caller's turn to speak with an upstream about a registration. The others wait for what it gets, and after a while
 * go on by themselves: the lease that they wait for proves nothing.
 */
final class RegistrationTurn {

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_PAUSES = 100;

    private final JobLease lease;

    RegistrationTurn(Realm realm, RegistrationKey key) {
        String name = "registration " + Sha256.hex(String.join("\n", key.parts()));
        this.lease = new JobLease(realm, new LeaseName(name), LIFE);
    }

    /**
     * What {@code known} has, as soon as it has something; otherwise what {@code work} gets when it is this caller's
     * turn.
     */
    UpstreamRegistration take(Supplier<Optional<UpstreamRegistration>> known, Supplier<UpstreamRegistration> work) {
        boolean held = lease.hold();
        for (int i = 0; i < MOST_PAUSES && !held && known.get().isEmpty() && pause(); i++) {
            held = lease.hold();
        }
        try {
            return known.get().orElseGet(work);
        } finally {
            if (held) {
                lease.release();
            }
        }
    }

    /** Whether the pause was had to its end. */
    private static boolean pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
