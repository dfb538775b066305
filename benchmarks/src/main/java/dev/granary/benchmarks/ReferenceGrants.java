package dev.granary.benchmarks;

import dev.granary.client.ClientId;
import dev.granary.grant.Advance;
import dev.granary.grant.AdvanceOutcome;
import dev.granary.grant.Binding;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Credential;
import dev.granary.grant.CredentialKind;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.GrantPolicy;
import dev.granary.grant.Granted;
import dev.granary.grant.Opening;
import dev.granary.grant.Presented;
import dev.granary.grant.SealedSecret;
import dev.granary.grant.Successor;
import dev.granary.grant.TokenHash;
import dev.granary.pkce.CodeChallenge;
import dev.granary.pkce.CodeVerifier;
import dev.granary.record.Revision;
import dev.granary.scope.Scopes;
import dev.granary.session.SessionId;
import dev.granary.user.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes the grant that sizes and speeds are measured with: one login, redeemed and rotated twice. One thread. */
final class ReferenceGrants {

    private static final String REDIRECT = "https://client.example/callback";
    private static final CodeVerifier VERIFIER = new CodeVerifier("v".repeat(43));
    private static final ClientId CLIENT = new ClientId("a-client-of-the-usual-length");

    private final SplittableRandom random = new SplittableRandom(1);
    private final Instant now;

    ReferenceGrants(Instant now) {
        this.now = now;
    }

    /** A grant of one of these users, with a session of its own. */
    Grant rotated(int user) {
        Granted granted = Granted.of(CLIENT, new Subject("user-" + user), Scopes.of("openid", "profile"), now)
                .inSession(SessionId.random(random));
        TokenHash code = hash();
        Grant opened = Grant.openWithCode(
                new Opening(GrantId.random(random), granted, now, now.plus(Duration.ofDays(180)), revision()),
                new CodeBinding(REDIRECT, CodeChallenge.of(VERIFIER), Optional.empty()),
                new Credential(code, now.plusSeconds(600)),
                GrantPolicy.DEFAULT);
        TokenHash first = hash();
        Grant redeemed =
                advanced(opened, CredentialKind.CODE, 0, code, first, Binding.ofCode(CLIENT, REDIRECT, VERIFIER));
        return advanced(redeemed, CredentialKind.REFRESH_TOKEN, 1, first, hash(), Binding.ofClient(CLIENT));
    }

    /** The same grant as another write; the document keeps its size. */
    static Grant again(Grant grant, Revision attempt) {
        return new Grant(
                grant.id(),
                grant.granted(),
                grant.code(),
                grant.chain(),
                grant.createdAt(),
                grant.endsAt(),
                grant.accessUntil(),
                grant.revocation(),
                grant.retainUntil(),
                grant.stamp().next(attempt));
    }

    private Grant advanced(
            Grant grant, CredentialKind kind, int generation, TokenHash spent, TokenHash next, Binding binding) {
        Successor successor =
                Successor.refreshToken(next, now.plus(Duration.ofDays(30)), new SealedSecret("s".repeat(120)));
        Advance call = new Advance(
                new Presented(kind, grant.id(), generation, spent, true),
                binding,
                successor,
                now.plusSeconds(3600),
                revision());
        AdvanceOutcome outcome = grant.advance(call, GrantPolicy.DEFAULT, now);
        if (outcome instanceof AdvanceOutcome.Advanced advanced) {
            return advanced.next();
        }
        throw new IllegalStateException("expected the grant to advance");
    }

    private TokenHash hash() {
        return TokenHash.of(Long.toHexString(random.nextLong()));
    }

    private Revision revision() {
        return Revision.random(random);
    }
}
