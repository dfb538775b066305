package dev.granary.domain.watch;

import dev.granary.dcr.DcrCredential;
import dev.granary.dcr.DcrCredentialKey;
import dev.granary.dcr.RegistrationKey;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.upstream.ProviderName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@link DcrCredentials} that are watched, but for plain reads. */
final class WatchedDcrCredentials implements DcrCredentials {

    private final DcrCredentials registrations;
    private final Watch watch;

    WatchedDcrCredentials(DcrCredentials registrations, Watch watch) {
        this.registrations = registrations;
        this.watch = watch;
    }

    @Override
    public Optional<UpstreamRegistration> current(RegistrationKey key) {
        return registrations.current(key);
    }

    @Override
    public Optional<UpstreamRegistration> find(DcrCredentialKey key) {
        return registrations.find(key);
    }

    @Override
    public List<DcrCredential> list() {
        return registrations.list();
    }

    @Override
    public List<UpstreamRegistration> inUse(String issuer, ProviderName upstream) {
        return registrations.inUse(issuer, upstream);
    }

    @Override
    public int retire(ProviderName upstream) {
        return watch.watch(Operation.REGISTER_UPSTREAM, () -> registrations.retire(upstream));
    }

    @Override
    public UpstreamRegistration keep(RegistrationKey key, UpstreamRegistration fresh) {
        return watch.watch(Operation.REGISTER_UPSTREAM, () -> registrations.keep(key, fresh));
    }

    @Override
    public UpstreamRegistration enrol(RegistrationKey key, Supplier<UpstreamRegistration> registering) {
        return watch.watch(Operation.REGISTER_UPSTREAM, () -> registrations.enrol(key, registering));
    }

    @Override
    public UpstreamRegistration renew(
            RegistrationKey key, UpstreamRegistration old, Supplier<UpstreamRegistration> renewing) {
        return watch.watch(Operation.REGISTER_UPSTREAM, () -> registrations.renew(key, old, renewing));
    }
}
