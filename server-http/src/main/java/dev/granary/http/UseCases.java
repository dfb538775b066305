package dev.granary.http;

import dev.granary.domain.authorization.KeptLogins;
import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.domain.client.Clients;
import dev.granary.domain.client.RegisteredClients;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.dcr.SealedDcrCredentials;
import dev.granary.domain.key.SealedMacSecrets;
import dev.granary.domain.key.SealedSigningKeys;
import dev.granary.domain.key.SigningKeys;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.revocation.FencedRevocations;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.revocation.Revocations;
import dev.granary.domain.seal.CheckValue;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.RetrySeal;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.token.GrantTokens;
import dev.granary.domain.token.JwtAccessTokens;
import dev.granary.domain.token.Tokens;
import dev.granary.domain.upstream.SealedUpstreamTokens;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.domain.user.LinkedUsers;
import dev.granary.domain.user.Users;
import dev.granary.spi.Storage;
import dev.granary.token.TokenFormat;

/** The domain, put together over one namespace of a storage. */
record UseCases(
        Realm realm,
        Tokens tokens,
        Clients clients,
        PendingAuthorizations logins,
        UpstreamTokens upstreamTokens,
        Users users,
        DcrCredentials registrations,
        SigningKeys signingKeys,
        Revocations revocations) {

    /** Puts them together. @throws dev.granary.domain.seal.KeyRingException if it is not the storage's key ring */
    static UseCases over(Storage storage, KeyRing ring, AuthServerSettings settings, Surroundings surroundings) {
        AuthServerSettings.Limits limits = settings.limits();
        Realm realm = new Realm(
                storage.in(settings.namespace()),
                surroundings.clock(),
                surroundings.random(),
                limits.policy().skew(),
                settings.audit());
        Seal seal = new Seal(ring, realm.random());
        new CheckValue(realm, seal).require();
        Fences fences = new Fences(realm, limits.logins().life());
        Revocations revocations = new FencedRevocations(realm, fences);
        SigningKeys keys = new SealedSigningKeys(realm, seal);
        GrantTokens.Parts parts = new GrantTokens.Parts(
                new TokenFormat(settings.namespace(), new SealedMacSecrets(realm, seal).load(), realm.random()),
                new JwtAccessTokens(settings.issuer().toString(), keys, realm.random()),
                new RetrySeal(ring, realm.random()),
                fences,
                limits.policy(),
                limits.lifetimes());
        return new UseCases(
                realm,
                new GrantTokens(realm, parts),
                new RegisteredClients(realm, limits.clients(), revocations),
                new KeptLogins(realm, seal, limits.logins()),
                new SealedUpstreamTokens(realm, seal, fences),
                new LinkedUsers(realm),
                new SealedDcrCredentials(realm, seal, SealedDcrCredentials.KEPT),
                keys,
                revocations);
    }
}
