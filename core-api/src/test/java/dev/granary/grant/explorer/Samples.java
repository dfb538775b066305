package dev.granary.grant.explorer;

import dev.granary.client.ClientId;
import dev.granary.grant.Advance;
import dev.granary.grant.AdvanceOutcome;
import dev.granary.grant.Binding;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Credential;
import dev.granary.grant.CredentialKind;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
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
import dev.granary.user.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The values that every scenario is made of. Names decide everything, nothing is random. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Instant LATER = NOW.plus(Duration.ofMinutes(45));
    static final Instant LOGIN = NOW.minusSeconds(60);
    static final GrantId GRANT = new GrantId("GRANTAAAAAAAAAAAAAAAAA");

    private static final Instant END = NOW.plus(Duration.ofDays(180));
    private static final ClientId CLIENT = new ClientId("client");
    private static final String REDIRECT_URI = "https://client.example/cb";
    private static final CodeVerifier VERIFIER = new CodeVerifier("v".repeat(43));

    private static final Map<String, TokenHash> HASHES = new ConcurrentHashMap<>();

    private Samples() {}

    static Revision revision(String name) {
        return new Revision((name + "-".repeat(22)).substring(0, 22));
    }

    static TokenHash hash(String token) {
        return HASHES.computeIfAbsent(token, TokenHash::of);
    }

    /** The credential of that generation, as the grant's history issued it. */
    static String token(int generation) {
        return "token-" + generation;
    }

    static Presented presented(String token, int generation) {
        CredentialKind kind = generation == 0 ? CredentialKind.CODE : CredentialKind.REFRESH_TOKEN;
        return new Presented(kind, GRANT, generation, hash(token), true);
    }

    static Successor successor(String token) {
        return Successor.refreshToken(hash(token), NOW.plus(Duration.ofDays(30)), new SealedSecret(token));
    }

    static Advance advance(Presented presented, Successor successor, Revision attempt, Instant now) {
        Binding binding = presented.kind() == CredentialKind.CODE
                ? Binding.ofCode(CLIENT, REDIRECT_URI, VERIFIER)
                : Binding.ofClient(CLIENT);
        return new Advance(presented, binding, successor, now.plus(Duration.ofHours(1)), attempt);
    }

    static Grant opened(Protocol protocol) {
        Granted granted = Granted.of(CLIENT, new Subject("subject"), Scopes.of("read"), LOGIN);
        return Grant.openWithCode(
                new Opening(GRANT, granted, NOW, END, revision("open")),
                new CodeBinding(REDIRECT_URI, CodeChallenge.of(VERIFIER), Optional.empty()),
                new Credential(hash(token(0)), NOW.plus(Duration.ofMinutes(10))),
                protocol.policy());
    }

    /** A grant whose credential of that generation is current. */
    static Grant at(int generation, Protocol protocol) {
        Grant grant = opened(protocol);
        for (int i = 0; i < generation; i++) {
            Advance call = advance(presented(token(i), i), successor(token(i + 1)), revision("past" + i), NOW);
            grant = ((AdvanceOutcome.Advanced) grant.advance(call, protocol.policy(), NOW)).next();
        }
        return grant;
    }

    /** The same grant, written again around a new seal. */
    static Grant resealed(Grant grant, Revision attempt) {
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
}
