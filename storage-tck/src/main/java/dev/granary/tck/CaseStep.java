package dev.granary.tck;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One step of a walk through the use cases, as few small numbers, so that it can be spelled, repeated and left out.
 *
 * @param verb what is done
 * @param who by which of the accounts
 * @param choice how: the verbs read it each in their own way
 * @param number which of several, or how long
 */
record CaseStep(Verb verb, int who, int choice, int number) {

    /** How many accounts there are. */
    static final int ACCOUNTS = 3;

    /** What moves a grant on is common, what ends it is rare. */
    private static final List<Verb> MIXED = List.of(
            Verb.ISSUE,
            Verb.ISSUE,
            Verb.REDEEM,
            Verb.REDEEM,
            Verb.REDEEM,
            Verb.REFRESH,
            Verb.REFRESH,
            Verb.REFRESH,
            Verb.REFRESH,
            Verb.REFRESH,
            Verb.REFRESH,
            Verb.REFRESH,
            Verb.REFRESH,
            Verb.REFRESH,
            Verb.REFRESH,
            Verb.REFRESH,
            Verb.REFRESH,
            Verb.REFRESH,
            Verb.REVOKE,
            Verb.REVOKE_ALL,
            Verb.INTROSPECT,
            Verb.INTROSPECT,
            Verb.INTROSPECT,
            Verb.BEGIN,
            Verb.TAKE,
            Verb.TAKE,
            Verb.CONSUME,
            Verb.SAVE,
            Verb.SAVE,
            Verb.FIND,
            Verb.END_SESSION,
            Verb.LINK,
            Verb.REGISTER,
            Verb.PURGE,
            Verb.TICK,
            Verb.TICK,
            Verb.TICK);

    /** The use cases, housekeeping and the clock. */
    enum Verb {
        /** Issues a code; choice 3, after a login that began half a minute ago. */
        ISSUE,
        /** Redeems the code of one of the account's grants, used or not. */
        REDEEM,
        /** Refreshes with a credential: 0 the newest, 1 the one before, 2 the one before that, 3 the first. */
        REFRESH,
        /** Revokes: 0 the newest credential, 1 an earlier one, 2 the newest access token, 3 as another client. */
        REVOKE,
        /** Revokes the subject, the client or the session. */
        REVOKE_ALL,
        /** Asks about every token that the account ever had. */
        INTROSPECT,
        /** Begins a login. */
        BEGIN,
        /** Takes a login; choice 3, in another browser. */
        TAKE,
        /** Uses an assertion. */
        CONSUME,
        /** Saves upstream tokens; choice 3, after a login that began half a minute ago. */
        SAVE,
        /** Finds the account's upstream tokens. */
        FIND,
        /** Ends the session. */
        END_SESSION,
        /** Resolves the account's identity. */
        LINK,
        /** Registers a client. */
        REGISTER,
        /** Lets housekeeping remove whatever is over. */
        PURGE,
        /** Moves the clock by seconds, mostly, by minutes or by hours. */
        TICK
    }

    static CaseStep random(RandomGenerator random) {
        return new CaseStep(
                MIXED.get(random.nextInt(MIXED.size())),
                Math.max(0, random.nextInt(ACCOUNTS + 2) - 2),
                random.nextInt(4),
                1 + random.nextInt(8));
    }

    /** The step that this spells. */
    static CaseStep of(String spelled) {
        List<String> words = List.of(spelled.split(" "));
        return new CaseStep(
                Verb.valueOf(words.get(0)),
                Integer.parseInt(words.get(1)),
                Integer.parseInt(words.get(2)),
                Integer.parseInt(words.get(3)));
    }

    /** One of these: mostly the last. */
    <T> T oneOf(List<T> several) {
        return several.get(number == 1 ? 0 : several.size() - 1);
    }

    @Override
    public String toString() {
        return verb + " " + who + " " + choice + " " + number;
    }
}
