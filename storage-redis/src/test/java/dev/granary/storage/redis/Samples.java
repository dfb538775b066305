package dev.granary.storage.redis;

import dev.granary.client.ClientId;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.GrantPolicy;
import dev.granary.grant.Granted;
import dev.granary.grant.Opening;
import dev.granary.grant.RevocationReason;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.scope.Scopes;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.TokenSet;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import dev.granary.user.Subject;
import dev.granary.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes records. One thread at a time. */
final class Samples {

    private final InstantSource clock;
    private final SplittableRandom random = new SplittableRandom(42);

    Samples(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Revision revision() {
        return Revision.random(random);
    }

    synchronized SessionId session() {
        return SessionId.random(random);
    }

    /** A grant of an hour: three indexes. */
    synchronized Grant grant(String subject) {
        Granted granted = Granted.of(new ClientId("client"), new Subject(subject), Scopes.of("read"), clock.instant())
                .inSession(session());
        Opening opening = new Opening(
                GrantId.random(random),
                granted,
                clock.instant(),
                clock.instant().plus(Duration.ofHours(1)),
                revision());
        return Grant.openWithoutChain(opening, clock.instant().plusSeconds(60), GrantPolicy.DEFAULT);
    }

    Grant revoked(Grant grant) {
        return grant.revoke(RevocationReason.OPERATOR_REQUEST, revision(), clock.instant());
    }

    /** A record without an index. */
    synchronized AssertionId assertion() {
        AssertionKey key = new AssertionKey("client", "issuer", Long.toHexString(random.nextLong()));
        return new AssertionId(
                key, clock.instant().plusSeconds(60), clock.instant().plusSeconds(65), Stamp.first(revision()));
    }

    AssertionId next(AssertionId of) {
        return new AssertionId(
                of.key(), of.expiresAt(), of.retainUntil(), of.stamp().next(revision()));
    }

    /** A record with an index that never ends. */
    Identity identity(String subject, String user) {
        return new Identity(
                new IdentityKey("upstream", subject),
                new UserId(user),
                clock.instant(),
                clock.instant(),
                Optional.empty(),
                Stamp.first(revision()));
    }

    UpstreamToken token(SessionId session, String provider) {
        TokenSet tokens = new TokenSet(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(clock.instant().plusSeconds(60)),
                Optional.empty(),
                List.of());
        UpstreamBinding binding =
                new UpstreamBinding(new UserId("user"), "subject", new ClientId("client"), "registered");
        return new UpstreamToken(
                new UpstreamTokenKey(session, new ProviderName(provider)),
                tokens,
                binding,
                Optional.empty(),
                clock.instant(),
                Stamp.first(revision()));
    }
}
