package dev.granary.tck;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One step of a walk, as few small numbers, so that it can be spelled, repeated and left out.
 *
 * @param verb what is done
 * @param key to which of the keys
 * @param choice how: the verbs read it each in their own way
 * @param minutes how long what is written lasts from then on; a quarter of it is how far the clock moves
 */
record WalkStep(Verb verb, int key, int choice, int minutes) {

    /** How many keys there are. */
    static final int KEYS = 4;

    /** Writes and their repetitions are common, what empties the store is rare. */
    private static final List<Verb> MIXED = List.of(
            Verb.INSERT,
            Verb.INSERT,
            Verb.INSERT,
            Verb.REPLACE,
            Verb.REPLACE,
            Verb.REPLACE,
            Verb.REPLACE_ALL,
            Verb.REPLACE_ALL,
            Verb.REPEAT,
            Verb.REPEAT,
            Verb.REPEAT,
            Verb.REMOVE,
            Verb.FIND,
            Verb.FIND,
            Verb.PAGE,
            Verb.PURGE,
            Verb.TICK);

    /** The verbs of the port, and the clock. */
    enum Verb {
        INSERT,
        REPLACE,
        REPLACE_ALL,
        REMOVE,
        REPEAT,
        FIND,
        PAGE,
        PURGE,
        TICK
    }

    static WalkStep random(RandomGenerator random) {
        return new WalkStep(
                MIXED.get(random.nextInt(MIXED.size())),
                random.nextInt(KEYS),
                random.nextInt(4),
                1 + random.nextInt(20));
    }

    /** The step that this spells. */
    static WalkStep of(String spelled) {
        List<String> words = List.of(spelled.split(" "));
        return new WalkStep(
                Verb.valueOf(words.get(0)),
                Integer.parseInt(words.get(1)),
                Integer.parseInt(words.get(2)),
                Integer.parseInt(words.get(3)));
    }

    @Override
    public String toString() {
        return verb + " " + key + " " + choice + " " + minutes;
    }
}
