package dev.granary.benchmarks.work;

import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.BrowserBinding;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.StateHash;
import dev.granary.authorization.UpstreamLeg;
import dev.granary.client.ClientId;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Credential;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantPolicy;
import dev.granary.grant.Granted;
import dev.granary.grant.Opening;
import dev.granary.pkce.CodeChallenge;
import dev.granary.pkce.CodeVerifier;
import dev.granary.record.Stamp;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.seal.Sealed;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.TokenSet;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.Subject;
import dev.granary.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Makes records such as a server has: one client in a hundred grants, a session and three scopes each. */
final class Specimens {

    static final String REDIRECT_URI = "https://client.example/oauth/callback";
    static final CodeVerifier VERIFIER = new CodeVerifier("benchmark-".repeat(5));
    static final Scopes SCOPES = Scopes.of("openid", "profile", "offline_access");

    private static final Resource RESOURCE = new Resource("https://api.example/mcp");
    private static final ProviderName PROVIDER = new ProviderName("corporate");
    private static final int SEALED_TOKEN = 900;

    private final Dice dice;
    private final Instant now = Instant.now();
    private final CodeBinding binding;

    Specimens(Dice dice) {
        this.dice = dice;
        this.binding = new CodeBinding(REDIRECT_URI, CodeChallenge.of(VERIFIER), Optional.of(dice.text(22)));
    }

    /** A grant whose code was redeemed. */
    Grant grant(int number) {
        Opening opening = new Opening(
                dice.grantId(), granted(number), now, now.plus(Duration.ofDays(180)), dice.revision(number));
        Credential code = new Credential(dice.hash(number), now.plus(Duration.ofMinutes(10)));
        Grant begun = Grant.openWithCode(opening, binding, code, GrantPolicy.DEFAULT);
        return new Transitions(dice).redeemed(begun, number + 1, now);
    }

    /** What is granted in the grant of this number. */
    Granted granted(int number) {
        return Granted.of(client(number), subject(number), SCOPES, now)
                .inSession(new SessionId(dice.text(43)))
                .forResources(new TreeSet<>(List.of(RESOURCE)));
    }

    UpstreamToken upstreamToken(Grant grant) {
        SessionId session = grant.granted().session().orElseThrow();
        TokenSet tokens = new TokenSet(
                Optional.of(new Sealed(dice.text(SEALED_TOKEN))),
                Optional.of(new Sealed(dice.text(SEALED_TOKEN))),
                Optional.empty(),
                Optional.of(now.plus(Duration.ofHours(1))),
                Optional.empty(),
                List.of("openid", "email"));
        UpstreamBinding whose = new UpstreamBinding(
                new UserId(grant.granted().subject().value()),
                dice.text(24),
                grant.granted().client(),
                "granary");
        return new UpstreamToken(
                new UpstreamTokenKey(session, PROVIDER), tokens, whose, Optional.empty(), now, grant.stamp());
    }

    PendingAuthorization pending(int number) {
        AuthorizationRequest request = new AuthorizationRequest(
                client(number),
                REDIRECT_URI,
                Optional.of(dice.text(43)),
                binding.challenge(),
                SCOPES,
                Collections.emptySortedSet(),
                binding.nonce());
        UpstreamLeg leg = new UpstreamLeg(
                PROVIDER,
                new Sealed(dice.text(160)),
                dice.text(22),
                Optional.empty(),
                Optional.of("granary"),
                true,
                List.of(PROVIDER));
        return new PendingAuthorization(
                StateHash.of(dice.text(43)),
                request,
                leg,
                new SessionId(dice.text(43)),
                Optional.empty(),
                now,
                now.plus(Duration.ofDays(1)),
                BrowserBinding.of(dice.text(43)),
                Optional.empty(),
                now.plus(Duration.ofDays(1)),
                Stamp.first(dice.revision(number)));
    }

    static ClientId client(int number) {
        return new ClientId("client-" + number / 100 + "-of-the-benchmark");
    }

    private static Subject subject(int number) {
        return new Subject("5e0f7a52-7f0c-4a08-9f6c-" + (100_000_000_000L + number));
    }
}
