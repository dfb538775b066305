package dev.granary.domain.token;

import dev.granary.client.ClientId;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.grant.CredentialKind;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.Presented;
import dev.granary.grant.RevocationReason;
import dev.granary.record.RecordStore;
import dev.granary.token.TokenFormat;
import java.util.Optional;

/** Revokes a token for its client (RFC 7009). */
final class TokenRevocation {

    private final Realm realm;
    private final RecordStore<GrantId, Grant> grants;
    private final TokenFormat format;
    private final AccessTokens accessTokens;

    TokenRevocation(Realm realm, TokenFormat format, AccessTokens accessTokens) {
        this.realm = realm;
        this.grants = realm.records().grants();
        this.format = format;
        this.accessTokens = accessTokens;
    }

    /** See {@link Tokens#revoke}. */
    RevokeOutcome revoke(String token, ClientId client) {
        Optional<Target> target = target(token);
        Optional<Grant> found = target.flatMap(wanted -> grants.find(wanted.grant()));
        if (found.isEmpty() || target.isEmpty()) {
            return RevokeOutcome.UNKNOWN;
        }
        if (!found.get().granted().client().equals(client)) {
            realm.tell(AuditType.MISMATCHED, found.get(), "revocation by another client");
            return RevokeOutcome.MISMATCHED;
        }
        return end(found.get(), target.get());
    }

    /** What a token stands for: the whole grant, or the access tokens up to a generation. */
    private record Target(GrantId grant, Optional<Integer> accessGeneration, Optional<Presented> presented) {}

    private Optional<Target> target(String token) {
        return accessTokens
                .parse(token)
                .map(access -> new Target(access.grant(), Optional.of(access.generation()), Optional.empty()))
                .or(() -> format.parse(CredentialKind.REFRESH_TOKEN, token)
                        .or(() -> format.parse(CredentialKind.CODE, token))
                        .map(shown -> new Target(shown.grant(), Optional.empty(), Optional.of(shown))));
    }

    private RevokeOutcome end(Grant loaded, Target target) {
        Writes writes = new Writes();
        Optional<Grant> current = Optional.of(loaded);
        while (current.isPresent()) {
            Grant grant = current.get();
            if (target.presented().isPresent()
                    && !isOurs(grant, target.presented().get())) {
                return RevokeOutcome.UNKNOWN;
            }
            Grant next = target.accessGeneration()
                    .map(generation -> grant.revokeAccess(generation, realm.attempt()))
                    .orElseGet(() -> grant.revoke(RevocationReason.CLIENT_REQUEST, realm.attempt(), realm.now()));
            if (next.equals(grant)) {
                return RevokeOutcome.REVOKED;
            }
            Optional<Grant> stored = writes.replace(grants, next, grant.revision())
                    .match(() -> Optional.of(next), Optional::of, Optional::empty);
            if (stored.isPresent() && stored.get().equals(next)) {
                realm.tell(AuditType.REVOKED, next, target.accessGeneration().isPresent() ? "access tokens" : "grant");
                return RevokeOutcome.REVOKED;
            }
            current = stored;
        }
        return RevokeOutcome.UNKNOWN;
    }

    /** A secret that is unknown or has leaked vouches for nothing, but the very current or previous value is ours. */
    private static boolean isOurs(Grant grant, Presented presented) {
        return presented.genuine()
                || grant.chain()
                        .current()
                        .filter(held -> held.hash().matches(presented.hash()))
                        .isPresent()
                || grant.chain()
                        .previous()
                        .filter(spent -> spent.hash().matches(presented.hash()))
                        .isPresent();
    }
}
