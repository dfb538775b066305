package dev.granary.grant.explorer;

import java.time.Instant;
import java.util.Optional;

/** A step machine. Each of its statements is one step of the schedule; it decides when it hears the reply. */
interface Caller {

    /** What it sends next; empty when it has ended. */
    Optional<Statement> next();

    Heard hear(Reply reply, Instant now);

    /**
     * What became of a caller.
     *
     * @param caller its next state
     * @param event what it told the world
     */
    record Heard(Caller caller, Optional<Event> event) {

        static Heard goesOn(Caller caller) {
            return new Heard(caller, Optional.empty());
        }

        static Heard ends(Event event) {
            return new Heard(new Ended(event.kind()), Optional.of(event));
        }
    }

    /**
     * A caller that has ended.
     *
     * @param how its last word
     */
    record Ended(Event.Kind how) implements Caller {
        @Override
        public Optional<Statement> next() {
            return Optional.empty();
        }

        @Override
        public Heard hear(Reply reply, Instant now) {
            throw new IllegalStateException("ended callers hear nothing");
        }
    }
}
