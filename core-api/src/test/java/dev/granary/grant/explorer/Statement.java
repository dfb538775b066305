package dev.granary.grant.explorer;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One atomic step of the store. */
sealed interface Statement {

    Effect on(Store store, Protocol protocol);

    /** Whether it can change anything; only then is it worth losing or repeating. */
    default boolean writes() {
        return true;
    }

    /** For the trail. */
    default String name() {
        return getClass().getSimpleName();
    }

    record Find(GrantId id) implements Statement {
        @Override
        public Effect on(Store store, Protocol protocol) {
            return new Effect(store, Reply.found(store.find(id)));
        }

        @Override
        public boolean writes() {
            return false;
        }
    }

    record Insert(Grant grant) implements Statement {
        @Override
        public Effect on(Store store, Protocol protocol) {
            Optional<Grant> stored = store.find(grant.id());
            if (stored.isEmpty()) {
                return new Effect(store.with(grant), Reply.WRITTEN);
            }
            boolean own = stored.get().revision().equals(grant.revision());
            return new Effect(store, own ? Reply.WRITTEN : Reply.conflict(stored.get()));
        }
    }

    record Replace(Grant next, Stamp expected) implements Statement {
        @Override
        public Effect on(Store store, Protocol protocol) {
            Optional<Grant> stored = store.find(next.id());
            if (stored.isEmpty()) {
                return new Effect(store, Reply.ABSENT);
            }
            if (stored.get().revision().equals(next.revision())) {
                return new Effect(store, Reply.WRITTEN);
            }
            boolean wins = protocol.expects(expected, stored.get().stamp());
            return wins ? new Effect(store.with(next), Reply.WRITTEN) : new Effect(store, Reply.conflict(stored.get()));
        }
    }

    /** Lists the records that the index knows. */
    record Walk() implements Statement {
        @Override
        public Effect on(Store store, Protocol protocol) {
            List<Grant> listed = store.entries().stream()
                    .flatMap(id -> store.find(id).stream())
                    .toList();
            return new Effect(store, new Reply(Reply.Word.FOUND, listed));
        }

        @Override
        public boolean writes() {
            return false;
        }
    }

    record Enlist(GrantId id) implements Statement {
        @Override
        public Effect on(Store store, Protocol protocol) {
            return new Effect(store.listing(id), Reply.WRITTEN);
        }
    }

    record Delist(GrantId id) implements Statement {
        @Override
        public Effect on(Store store, Protocol protocol) {
            return new Effect(store.notListing(id), Reply.WRITTEN);
        }
    }

    record WriteFence(Instant at) implements Statement {
        @Override
        public Effect on(Store store, Protocol protocol) {
            return new Effect(store.fenced(at), Reply.WRITTEN);
        }
    }

    /** Answers absent if no fence bars a login of that time. */
    record ReadFence(Instant begunAt) implements Statement {
        @Override
        public Effect on(Store store, Protocol protocol) {
            boolean barred = store.fence().filter(at -> !begunAt.isAfter(at)).isPresent();
            return new Effect(store, barred ? new Reply(Reply.Word.FOUND, List.of()) : Reply.ABSENT);
        }

        @Override
        public boolean writes() {
            return false;
        }
    }
}
