package dev.granary.grant;

import java.util.ArrayList;
import java.util.List;

/**
 * What a grant is expected to answer, told from its whole history: every generation with its times. Times are
 * microseconds after the opening.
 */
final class GrantModel {

    /** What became of a credential. */
    enum Answer {
        ADVANCED,
        RETRIED,
        STALE,
        REPLAYED,
        CLIENT,
        SENDER_KEY,
        REDIRECT_URI,
        VERIFIER,
        SCOPE,
        RESOURCE,
        EXPIRED,
        REVOKED,
        UNKNOWN
    }

    /** One generation: its credential and the access token that came with it. */
    static final class Link {
        final int credential;
        final int named;
        final long expires;
        final long access;
        final boolean sealed;
        boolean accessEnded;
        long spentAt;

        Link(int credential, int named, long expires, long access, boolean sealed) {
            this.credential = credential;
            this.named = named;
            this.expires = expires;
            this.access = access;
            this.sealed = sealed;
        }
    }

    /** A presentation. The faults are bits of {@link GrantWalk}. */
    record Attempt(boolean code, int credential, int named, boolean genuine, int faults) {}

    final List<Link> history = new ArrayList<>();
    final boolean keyed;
    final boolean manyResources;
    final long endsAt;
    boolean revoked;
    long keptAtLeast;

    GrantModel(boolean keyed, boolean manyResources, long endsAt, long codeExpires) {
        this.keyed = keyed;
        this.manyResources = manyResources;
        this.endsAt = endsAt;
        history.add(new Link(0, 0, codeExpires, Long.MIN_VALUE, false));
    }

    Link last() {
        return history.get(history.size() - 1);
    }

    int generation() {
        return history.size() - 1;
    }

    Answer answer(Attempt attempt, long window, long skew, long now) {
        if ((attempt.faults() & GrantWalk.WRONG_CLIENT) != 0) {
            return Answer.CLIENT;
        }
        if (keyed && (attempt.faults() & GrantWalk.WRONG_KEY) != 0) {
            return Answer.SENDER_KEY;
        }
        if (attempt.code() && (attempt.faults() & GrantWalk.WRONG_REDIRECT) != 0) {
            return Answer.REDIRECT_URI;
        }
        if (attempt.code() && (attempt.faults() & GrantWalk.WRONG_VERIFIER) != 0) {
            return Answer.VERIFIER;
        }
        if (revoked) {
            return Answer.REVOKED;
        }
        return attempt.credential() == last().credential
                ? live(attempt, now)
                : spent(attempt, window, window == 0 ? 0 : window + skew, now);
    }

    private Answer live(Attempt attempt, long now) {
        return now >= last().expires ? Answer.EXPIRED : within(attempt, Answer.ADVANCED);
    }

    private static Answer within(Attempt attempt, Answer otherwise) {
        if ((attempt.faults() & GrantWalk.EXCESS_SCOPE) != 0) {
            return Answer.SCOPE;
        }
        return (attempt.faults() & GrantWalk.EXCESS_RESOURCE) != 0 ? Answer.RESOURCE : otherwise;
    }

    /** Of an older credential no more is known than the generation that it names: the first it was installed in. */
    private Answer spent(Attempt attempt, long window, long forbearance, long now) {
        int before = generation() - 1;
        boolean justSpent = before >= 0 && history.get(before).credential == attempt.credential();
        if (!justSpent && !(attempt.genuine() && attempt.named() <= before)) {
            return Answer.UNKNOWN;
        }
        int spent = justSpent ? before : attempt.named();
        long ago = now - history.get(spent).spentAt;
        if (!attempt.code() && justSpent && ago < window) {
            boolean given = last().sealed && now < last().expires && !last().accessEnded;
            return within(attempt, given ? Answer.RETRIED : Answer.STALE);
        }
        if (!attempt.code() && spent > before - 4 && ago < forbearance) {
            return Answer.STALE;
        }
        return attempt.genuine() ? Answer.REPLAYED : Answer.UNKNOWN;
    }

    void advance(Link next, long now) {
        Link spent = last();
        spent.spentAt = now;
        if (!manyResources && spent.credential != next.credential) {
            endAccess(generation());
        }
        history.add(next);
    }

    /** Whether that changes anything. */
    boolean endAccess(int upTo) {
        if (revoked || upTo > generation() || history.get(upTo).accessEnded) {
            return false;
        }
        for (int i = upTo; i >= 0 && !history.get(i).accessEnded; i--) {
            history.get(i).accessEnded = true;
        }
        return true;
    }

    boolean admits(int generation, long now) {
        Link link = history.get(generation);
        return !revoked && !link.accessEnded && now < link.access && now < endsAt;
    }
}
