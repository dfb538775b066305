package dev.granary.spi;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.StateHash;
import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.consent.Consent;
import dev.granary.consent.ConsentKey;
import dev.granary.dcr.CurrentRegistration;
import dev.granary.dcr.DcrCredential;
import dev.granary.dcr.DcrCredentialKey;
import dev.granary.dcr.RegistrationKey;
import dev.granary.fence.Fence;
import dev.granary.fence.FenceKey;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.key.KeyId;
import dev.granary.key.StoredKey;
import dev.granary.lease.Lease;
import dev.granary.lease.LeaseName;
import dev.granary.mark.Mark;
import dev.granary.mark.MarkName;
import dev.granary.quota.Quota;
import dev.granary.quota.QuotaKey;
import dev.granary.record.Namespace;
import dev.granary.record.RecordStore;
import dev.granary.registration.InitialAccessToken;
import dev.granary.registration.InitialAccessTokenHash;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import dev.granary.user.UserId;

/** The ports of one namespace, one for each kind. Cheap to make, nothing to close. */
public final class Records {

    private final Storage storage;
    private final Namespace namespace;

    Records(Storage storage, Namespace namespace) {
        this.storage = storage;
        this.namespace = namespace;
    }

    /** The namespace. */
    public Namespace namespace() {
        return namespace;
    }

    /** The storage. */
    public Storage storage() {
        return storage;
    }

    /** Grants, with their codes and tokens. */
    public RecordStore<GrantId, Grant> grants() {
        return storage.store(namespace, Grant.KIND);
    }

    /** Clients. */
    public RecordStore<ClientId, Client> clients() {
        return storage.store(namespace, Client.KIND);
    }

    /** Logins on their way. */
    public RecordStore<StateHash, PendingAuthorization> pendingAuthorizations() {
        return storage.store(namespace, PendingAuthorization.KIND);
    }

    /** Tokens that upstreams gave. */
    public RecordStore<UpstreamTokenKey, UpstreamToken> upstreamTokens() {
        return storage.store(namespace, UpstreamToken.KIND);
    }

    /** Our registrations at upstreams, those of the past included. */
    public RecordStore<DcrCredentialKey, DcrCredential> dcrCredentials() {
        return storage.store(namespace, DcrCredential.KIND);
    }

    /** Which of our registrations is in use. */
    public RecordStore<RegistrationKey, CurrentRegistration> currentRegistrations() {
        return storage.store(namespace, CurrentRegistration.KIND);
    }

    /** Users. */
    public RecordStore<UserId, User> users() {
        return storage.store(namespace, User.KIND);
    }

    /** Upstream identities of users. */
    public RecordStore<IdentityKey, Identity> identities() {
        return storage.store(namespace, Identity.KIND);
    }

    /** Assertions that were used. */
    public RecordStore<AssertionKey, AssertionId> assertions() {
        return storage.store(namespace, AssertionId.KIND);
    }

    /** Fences of bulk revocations. */
    public RecordStore<FenceKey, Fence> fences() {
        return storage.store(namespace, Fence.KIND);
    }

    /** Signature and MAC keys. */
    public RecordStore<KeyId, StoredKey> keys() {
        return storage.store(namespace, StoredKey.KIND);
    }

    /** What users allowed clients. */
    public RecordStore<ConsentKey, Consent> consents() {
        return storage.store(namespace, Consent.KIND);
    }

    /** Counts that caps are decided by. */
    public RecordStore<QuotaKey, Quota> quotas() {
        return storage.store(namespace, Quota.KIND);
    }

    /** Who does which job. */
    public RecordStore<LeaseName, Lease> leases() {
        return storage.store(namespace, Lease.KIND);
    }

    /** The server's own marks. */
    public RecordStore<MarkName, Mark> marks() {
        return storage.store(namespace, Mark.KIND);
    }

    /** Tokens that allow registering clients. */
    public RecordStore<InitialAccessTokenHash, InitialAccessToken> initialAccessTokens() {
        return storage.store(namespace, InitialAccessToken.KIND);
    }
}
