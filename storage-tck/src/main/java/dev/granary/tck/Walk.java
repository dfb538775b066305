package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.Change;
import dev.granary.record.Namespace;
import dev.granary.record.Purged;
import dev.granary.record.RecordStore;
import dev.granary.record.Revision;
import dev.granary.record.Selection;
import dev.granary.record.Stamp;
import dev.granary.record.StorageException;
import dev.granary.tck.specimen.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Takes one walk over a store and a model beside it, and fails at the first step that they answer differently. */
final class Walk {

    private final SetClock clock;
    private final Bench<SpecimenKey, Specimen> bench;
    private final RecordStore<SpecimenKey, Specimen> store;
    private final WalkModel model;
    // The same dice for every walk, so that the same steps write the same records.
    private final Dice dice = new Dice(new SplittableRandom(7));
    private Optional<Runnable> last = Optional.empty();

    private Walk(Kit kit, Namespace namespace) {
        this.clock = kit.clock();
        this.bench = kit.specimens().in(namespace);
        this.store = bench.store();
        this.model = new WalkModel(kit.clock());
    }

    /** Takes these steps in a namespace of their own, from the start of time. */
    static void take(Kit kit, List<WalkStep> steps) {
        kit.clock().set(Kit.START);
        Walk walk = new Walk(kit, kit.freshNamespace());
        for (int i = 0; i < steps.size(); i++) {
            walk.take(i, steps.get(i));
        }
    }

    private void take(int number, WalkStep step) {
        try {
            take(step);
        } catch (AssertionError | StorageException e) {
            throw new AssertionError("step " + number + ", " + step + ": " + e.getMessage(), e);
        }
    }

    private void take(WalkStep step) {
        switch (step.verb()) {
            case INSERT -> insert(step);
            case REPLACE -> replace(step);
            case REPLACE_ALL -> replaceAll(step);
            case REMOVE -> remove(step);
            case REPEAT -> last.ifPresent(Runnable::run);
            case FIND -> find(step);
            case PAGE -> page(step);
            case PURGE -> purge(step);
            case TICK -> clock.set(clock.in(Duration.ofMinutes(step.minutes() / 4)));
        }
    }

    private void insert(WalkStep step) {
        Specimen record = record(step, Stamp.first(dice.revision()));
        repeatable(record, () -> assertThat(store.insert(record)).isEqualTo(model.insert(record)));
    }

    private void replace(WalkStep step) {
        Change<Specimen> change = change(step);
        repeatable(
                change.next(),
                () -> assertThat(store.replace(change.next(), change.expected()))
                        .isEqualTo(model.replace(change.next(), change.expected())));
    }

    private void replaceAll(WalkStep step) {
        Change<Specimen> one = change(step);
        Change<Specimen> other = change(
                new WalkStep(step.verb(), (step.key() + 1) % WalkStep.KEYS, (step.choice() + 1) % 4, step.minutes()));
        repeatable(
                one.next(),
                () -> assertThat(store.replaceAll(List.of(one, other)))
                        .isEqualTo(List.of(
                                model.replace(one.next(), one.expected()),
                                model.replace(other.next(), other.expected()))));
    }

    private void remove(WalkStep step) {
        SpecimenKey key = key(step.key());
        Revision expected = expected(step);
        remember(() -> assertThat(store.remove(key, expected)).isEqualTo(model.remove(key, expected)));
    }

    private void find(WalkStep step) {
        SpecimenKey key = key(step.key());
        assertThat(store.find(key)).isEqualTo(model.find(key));
        List<SpecimenKey> keys =
                Stream.of(0, 1, 2, 3).limit(step.choice() + 1).map(Walk::key).toList();
        assertThat(store.findAll(keys))
                .containsExactlyInAnyOrderElementsOf(
                        keys.stream().flatMap(each -> model.find(each).stream()).toList());
    }

    private void page(WalkStep step) {
        assertThat(bench.listing(Selection.all(), step.choice() + 1))
                .containsExactlyInAnyOrderElementsOf(model.listing(record -> true));
        Selection<Specimen> shelf = Selection.by(
                Specimen.BY_SHELF,
                Specimen.BY_SHELF
                        .valueOf(record(step, Stamp.first(dice.revision())))
                        .orElseThrow());
        assertThat(bench.listing(shelf, step.choice() + 1))
                .containsExactlyInAnyOrderElementsOf(model.listing(record -> bench.isListed(shelf, record)));
    }

    private void purge(WalkStep step) {
        Instant now = clock.in(Duration.ofMinutes(step.minutes() - 10L));
        Purged purged = store.purge(now, step.choice() + 1);
        assertThat((long) purged.removed()).isLessThanOrEqualTo(Math.min(step.choice() + 1L, model.over(now)));
    }

    /** A write of a record that would be over at once is not sent again: what becomes of it is nobody's business. */
    private void repeatable(Specimen record, Runnable write) {
        remember(() -> {
            if (clock.instant().isBefore(record.retainUntil())) {
                write.run();
            }
        });
    }

    private void remember(Runnable write) {
        last = Optional.of(write);
        write.run();
    }

    private Change<Specimen> change(WalkStep step) {
        Optional<Specimen> stored = model.find(key(step.key()));
        Stamp stamp = stored.map(record -> record.stamp().next(dice.revision()))
                .orElseGet(() -> Stamp.first(dice.revision()));
        return new Change<>(record(step, stamp), expected(step));
    }

    /** Mostly what is stored. */
    private Revision expected(WalkStep step) {
        Revision other = dice.revision();
        return model.find(key(step.key()))
                .filter(record -> step.choice() > 0)
                .map(Specimen::revision)
                .orElse(other);
    }

    private Specimen record(WalkStep step, Stamp stamp) {
        String shelf = step.key() % 2 == 0 ? "even" : "odd";
        Specimen thrown = new Drawers()
                .listed(Optional.of("finder"), List.of(shelf, "x"), dice, clock.in(Duration.ofMinutes(step.minutes())));
        return Drawers.stamped(Drawers.under(key(step.key()), thrown), stamp);
    }

    private static SpecimenKey key(int number) {
        return new SpecimenKey("drawer " + number, number % 2 == 0 ? "a" : "A");
    }
}
