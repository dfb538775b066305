package dev.granary.spi;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.client.Client;
import dev.granary.consent.Consent;
import dev.granary.dcr.CurrentRegistration;
import dev.granary.dcr.DcrCredential;
import dev.granary.fence.Fence;
import dev.granary.grant.Grant;
import dev.granary.key.StoredKey;
import dev.granary.lease.Lease;
import dev.granary.mark.Mark;
import dev.granary.quota.Quota;
import dev.granary.record.RecordKind;
import dev.granary.registration.InitialAccessToken;
import dev.granary.replay.AssertionId;
import dev.granary.upstream.UpstreamToken;
import dev.granary.user.Identity;
import dev.granary.user.User;
import java.util.List;

/** Every kind of record there is. */
public final class RecordKinds {

    private static final List<RecordKind<?, ?>> ALL = List.of(
            Grant.KIND,
            Client.KIND,
            PendingAuthorization.KIND,
            UpstreamToken.KIND,
            DcrCredential.KIND,
            CurrentRegistration.KIND,
            User.KIND,
            Identity.KIND,
            AssertionId.KIND,
            Fence.KIND,
            StoredKey.KIND,
            Consent.KIND,
            Quota.KIND,
            Lease.KIND,
            Mark.KIND,
            InitialAccessToken.KIND);

    private RecordKinds() {}

    /** All kinds, in a fixed order. */
    public static List<RecordKind<?, ?>> all() {
        return ALL;
    }
}
