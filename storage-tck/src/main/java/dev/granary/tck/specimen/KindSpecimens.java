package dev.granary.tck.specimen;

import java.util.List;

/** Specimens of every kind of record that there is. */
public final class KindSpecimens {

    private static final List<Specimens<?, ?>> ALL = List.of(
            new Grants(),
            new ClientRecords(),
            new Logins(),
            new UpstreamTokenRecords(),
            new RegistrationCredentials(),
            new RegistrationRecords(),
            new UserRecords(),
            new Identities(),
            new AssertionIds(),
            new FenceRecords(),
            new StoredKeys(),
            new Consents(),
            new Quotas(),
            new Leases(),
            new Marks(),
            new InitialAccessTokens());

    private KindSpecimens() {}

    /** One maker for each of {@link dev.granary.spi.RecordKinds#all()}, in that order. */
    public static List<Specimens<?, ?>> all() {
        return ALL;
    }
}
