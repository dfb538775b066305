package dev.granary.tck;

import dev.granary.grant.GrantPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one grant is expected to answer, told from its history. Nothing of it comes from the code under test. */
final class GrantModel {

    private static final Duration WINDOW = GrantPolicy.DEFAULT.retryWindow();
    private static final Duration FORBEARANCE = WINDOW.plus(GrantPolicy.DEFAULT.skew());
    private static final int TIMES_KNOWN = 4;

    /** How a credential is answered. */
    enum Answer {
        /** The next tokens. */
        ADVANCED,
        /** The same successor again. */
        RETRIED,
        /** Refused as too late, and nothing changes. */
        STALE,
        /** Refused, and the grant has ended. */
        REPLAYED,
        /** Refused as over, unknown or revoked. */
        REFUSED
    }

    /**
     * An access token.
     *
     * @param value what its holder shows
     * @param generation the one that it was issued in
     * @param until when it is over
     */
    record Access(String value, int generation, Instant until) {}

    private final List<String> credentials = new ArrayList<>();
    private final List<Instant> spentAt = new ArrayList<>();
    private final List<Access> access = new ArrayList<>();
    private final Instant codeEnds;
    private int floor;
    private boolean revoked;

    GrantModel(String code, Instant codeEnds) {
        credentials.add(code);
        this.codeEnds = codeEnds;
    }

    /** The code, the first refresh token and so on. */
    List<String> credentials() {
        return credentials;
    }

    List<Access> access() {
        return access;
    }

    int current() {
        return credentials.size() - 1;
    }

    boolean isRevoked() {
        return revoked;
    }

    /** Whether its record must be there: it is kept as long as its credential can be used. */
    boolean isKept(Instant now) {
        return current() > 0 || now.isBefore(codeEnds);
    }

    boolean isCurrentLive(Instant now) {
        return !revoked && isKept(now);
    }

    boolean isLive(Access token, Instant now) {
        return !revoked && token.generation() >= floor && now.isBefore(token.until());
    }

    Answer answer(int generation, Instant now) {
        if (revoked) {
            return Answer.REFUSED;
        }
        if (generation == current()) {
            return isKept(now) ? Answer.ADVANCED : Answer.REFUSED;
        }
        Duration ago = Duration.between(spentAt.get(generation), now);
        if (generation > 0 && generation == current() - 1 && ago.compareTo(WINDOW) < 0) {
            return floor > current() ? Answer.STALE : Answer.RETRIED;
        }
        boolean timeIsKnown = generation > 0 && generation >= current() - TIMES_KNOWN;
        return timeIsKnown && ago.compareTo(FORBEARANCE) < 0 ? Answer.STALE : Answer.REPLAYED;
    }

    void advance(String successor, String token, Instant now, Instant until) {
        credentials.add(successor);
        spentAt.add(now);
        floor = current();
        access.add(new Access(token, current(), until));
    }

    /** One more access token, which lasts no longer than the first of its generation. */
    void retry(String token) {
        Instant until = access.stream()
                .filter(first -> first.generation() == current())
                .findFirst()
                .orElseThrow()
                .until();
        access.add(new Access(token, current(), until));
    }

    void revoke() {
        revoked = true;
    }

    void revokeAccess(Access token) {
        floor = Math.max(floor, token.generation() + 1);
    }
}
