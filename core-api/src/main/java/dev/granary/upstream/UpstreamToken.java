package dev.granary.upstream;

import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one upstream gave for one session. It is given out only for a live grant and to whom it is bound.
 *
 * @param key session and upstream
 * @param tokens what the upstream gave
 * @param binding whose tokens they are; its user never changes
 * @param refresh who is about to refresh
 * @param begunAt when the login that led here began; fences set later refuse it
 * @param provisionalUntil when what a login kept on its way ends, skew included; unset once the login has ended well
 * @param stamp revision, count and carried fields
 */
public record UpstreamToken(
        UpstreamTokenKey key,
        TokenSet tokens,
        UpstreamBinding binding,
        Optional<RefreshIntent> refresh,
        Instant begunAt,
        Optional<Instant> provisionalUntil,
        Stamp stamp)
        implements StoredRecord<UpstreamTokenKey> {

    /** How much longer than its access token a record is kept, so that the refresh token stays usable. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** Lists upstream tokens by session. */
    public static final Index<UpstreamToken> BY_SESSION = new Index<>(
            "session", token -> Optional.of(IndexValue.of(token.key().session().value())));

    /** Lists upstream tokens by user, whatever the upstream: also those of one that is not configured any more. */
    public static final Index<UpstreamToken> BY_USER = new Index<>(
            "user", token -> Optional.of(IndexValue.of(token.binding().user().value())));

    /** Lists upstream tokens by user and upstream: two parts, in this order. */
    public static final Index<UpstreamToken> BY_USER_AND_PROVIDER = new Index<>(
            "user_provider",
            token -> Optional.of(IndexValue.of(
                    token.binding().user().value(), token.key().provider().value())));

    /** The kind of record that upstream tokens are. */
    public static final RecordKind<UpstreamTokenKey, UpstreamToken> KIND = new RecordKind<>(
            "upstream_tokens", new UpstreamTokenCodec(), List.of(BY_SESSION, BY_USER, BY_USER_AND_PROVIDER));

    /** Cuts the times to microseconds. */
    public UpstreamToken {
        begunAt = Times.micros(begunAt);
        provisionalUntil = provisionalUntil.map(Times::micros);
    }

    /** Tokens of a login that has ended well. */
    public UpstreamToken(
            UpstreamTokenKey key,
            TokenSet tokens,
            UpstreamBinding binding,
            Optional<RefreshIntent> refresh,
            Instant begunAt,
            Stamp stamp) {
        this(key, tokens, binding, refresh, begunAt, Optional.empty(), stamp);
    }

    /**
     * While a login is on its way, its end. Then {@link #KEPT} after the access token's expiry; if that is unset, after the session's; if both are, it never
     * ends.
     */
    @Override
    public Instant retainUntil() {
        return provisionalUntil.orElseGet(() -> tokens.expiresAt()
                .or(tokens::sessionExpiresAt)
                .map(end -> Times.earlier(end.plus(KEPT), Times.FOREVER))
                .orElse(Times.FOREVER));
    }
}
