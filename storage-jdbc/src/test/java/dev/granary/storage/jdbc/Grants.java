package dev.granary.storage.jdbc;

import dev.granary.client.ClientId;
import dev.granary.grant.Chain;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Credential;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.Granted;
import dev.granary.grant.Revocation;
import dev.granary.grant.RevocationReason;
import dev.granary.grant.SealedSecret;
import dev.granary.grant.Spent;
import dev.granary.grant.TokenHash;
import dev.granary.pkce.CodeChallenge;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.session.SessionId;
import dev.granary.user.Subject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Grants as they are in the middle of their life. */
final class Grants {

    static final Instant START = Instant.parse("2030-01-02T03:04:05.678901Z");
    static final Subject SUBJECT = new Subject("user-1");
    static final ClientId CLIENT = new ClientId("https://client.example.com/metadata.json");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Grants() {}

    static Revision attempt() {
        return Revision.random(RANDOM);
    }

    /** A grant that ends a day after {@link #START}. */
    static Grant fresh() {
        return fresh(SUBJECT, CLIENT);
    }

    static Grant fresh(Subject subject, ClientId client) {
        Granted granted = Granted.of(client, subject, Scopes.of("openid", "e-mail", "profile"), START)
                .inSession(new SessionId(text(24)))
                .forResources(new TreeSet<>(List.of(new Resource("https://mcp.example.com/"))));
        Spent spent = new Spent(TokenHash.of(text(16)), Optional.of(new SealedSecret(text(90))), at(3600));
        return new Grant(
                new GrantId(text(16)),
                granted,
                Optional.of(new CodeBinding(
                        "https://app.example.com/callback", new CodeChallenge(text(32)), Optional.of("n 1"))),
                new Chain(
                        2,
                        1,
                        Optional.of(new Credential(TokenHash.of(text(16)), at(7200))),
                        Optional.of(spent),
                        List.of()),
                START,
                at(86_400),
                at(3600),
                Optional.empty(),
                at(86_400),
                Stamp.first(attempt()));
    }

    static Grant next(Grant grant) {
        return next(grant, grant.retainUntil());
    }

    static Grant next(Grant grant, Instant retainUntil) {
        return with(grant, grant.revocation(), retainUntil);
    }

    static Grant revoked(Grant grant) {
        Revocation revocation = new Revocation(RevocationReason.CODE_REPLAYED, START);
        return with(grant, Optional.of(revocation), grant.retainUntil());
    }

    private static Grant with(Grant grant, Optional<Revocation> revocation, Instant retainUntil) {
        return new Grant(
                grant.id(),
                grant.granted(),
                grant.code(),
                grant.chain(),
                grant.createdAt(),
                grant.endsAt(),
                grant.accessUntil(),
                revocation,
                retainUntil,
                grant.stamp().next(attempt()));
    }

    private static Instant at(long seconds) {
        return START.plus(Duration.ofSeconds(seconds));
    }

    private static String text(int bytes) {
        byte[] bits = new byte[bytes];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
