package dev.granary.authorization;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A login on its way to an upstream and back. Whoever swaps it to taken goes on with it, and nobody else.
 *
 * @param state the hash of the state that we sent upstream
 * @param request what the client asked for
 * @param leg the upstream that the login is at
 * @param session the session that the upstream's tokens are to belong to
 * @param user whom an earlier leg led to
 * @param begunAt when the login began; fences set later refuse it
 * @param expiresAt from when on the answer comes too late
 * @param browser the browser that began it
 * @param awaitsConsent whether it is back from its upstreams and waits for the user to allow the client
 * @param taken when an answer was accepted; there is no second
 * @param retainUntil until when the record is kept, taken or not: not before it expires, skew included
 * @param stamp revision, count and carried fields
 */
public record PendingAuthorization(
        StateHash state,
        AuthorizationRequest request,
        UpstreamLeg leg,
        SessionId session,
        Optional<ResolvedUser> user,
        Instant begunAt,
        Instant expiresAt,
        BrowserBinding browser,
        boolean awaitsConsent,
        Optional<Instant> taken,
        Instant retainUntil,
        Stamp stamp)
        implements StoredRecord<StateHash> {

    /** The kind of record that pending authorizations are. */
    public static final RecordKind<StateHash, PendingAuthorization> KIND =
            new RecordKind<>("pending_authorizations", new PendingAuthorizationCodec(), List.of());

    /** Cuts the times to microseconds. @throws IllegalArgumentException if it would not be kept until it expires */
    public PendingAuthorization {
        begunAt = Times.micros(begunAt);
        expiresAt = Times.micros(expiresAt);
        taken = taken.map(Times::micros);
        retainUntil = Times.micros(retainUntil);
        if (retainUntil.isBefore(expiresAt)) {
            throw new IllegalArgumentException("retain until: expected the expiry or later");
        }
    }

    /** A login on its way to an upstream. */
    public PendingAuthorization(
            StateHash state,
            AuthorizationRequest request,
            UpstreamLeg leg,
            SessionId session,
            Optional<ResolvedUser> user,
            Instant begunAt,
            Instant expiresAt,
            BrowserBinding browser,
            Optional<Instant> taken,
            Instant retainUntil,
            Stamp stamp) {
        this(state, request, leg, session, user, begunAt, expiresAt, browser, false, taken, retainUntil, stamp);
    }

    /** The same login through these upstreams. */
    public PendingAuthorization through(List<ProviderName> chain) {
        UpstreamLeg narrowed = new UpstreamLeg(
                leg.provider(), leg.verifier(), leg.nonce(), leg.expectedIssuer(), leg.clientId(), leg.single(), chain);
        return new PendingAuthorization(
                state,
                request,
                narrowed,
                session,
                user,
                begunAt,
                expiresAt,
                browser,
                awaitsConsent,
                taken,
                retainUntil,
                stamp);
    }

    @Override
    public StateHash key() {
        return state;
    }
}
