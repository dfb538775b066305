package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.record.UnknownFields;
import dev.granary.record.Written;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes the kit's own records. */
final class Drawers implements Specimens<SpecimenKey, Specimen> {

    private static final List<String> SNIPPETS = List.of(
            "plain",
            " leading",
            "trailing ",
            "é",
            "e\u0301",
            "👩‍👩‍👧",
            "𝔘",
            "%41",
            "{}",
            "\n",
            "\t",
            "\"",
            "\\",
            "'",
            ";--",
            "ß",
            "İ",
            "\u2028",
            "\uFEFF",
            ":",
            "|",
            "/",
            "*",
            "[a]",
            "?",
            "&amp;",
            "\u0001",
            "\u007f",
            "\ufffd");

    @Override
    public RecordKind<SpecimenKey, Specimen> kind() {
        return Specimen.KIND;
    }

    @Override
    public Specimen full(RandomGenerator random, Instant retainUntil) {
        List<String> shelf = List.of(text(random), text(random));
        return full(key(random), Optional.of(text(random)), shelf, random, retainUntil);
    }

    @Override
    public Specimen minimal(RandomGenerator random, Instant retainUntil) {
        return new Specimen(
                key(random),
                Stamp.first(Revision.random(random)),
                retainUntil,
                Optional.empty(),
                List.of(),
                text(random),
                Optional.empty(),
                time(random),
                Optional.empty(),
                List.of(),
                List.of(),
                0,
                0,
                false);
    }

    @Override
    public Specimen next(Specimen record, RandomGenerator random, Instant retainUntil) {
        Specimen next = full(record.key(), record.finder(), record.shelf(), random, retainUntil);
        return stamped(next, record.stamp().next(Revision.random(random)));
    }

    @Override
    public Specimen sibling(Specimen record, RandomGenerator random, Instant retainUntil) {
        return full(key(random), record.finder(), record.shelf(), random, retainUntil);
    }

    @Override
    public Specimen rival(Specimen record, RandomGenerator random, Instant retainUntil) {
        return keyed(record.key(), random, retainUntil);
    }

    Specimen keyed(SpecimenKey key, RandomGenerator random, Instant retainUntil) {
        return full(key, Optional.of(text(random)), List.of(text(random), text(random)), random, retainUntil);
    }

    Specimen listed(Optional<String> finder, List<String> shelf, RandomGenerator random, Instant retainUntil) {
        return full(key(random), finder, shelf, random, retainUntil);
    }

    private static Specimen full(
            SpecimenKey key, Optional<String> finder, List<String> shelf, RandomGenerator random, Instant retainUntil) {
        UnknownFields unknown = new UnknownFields(Map.of("later_" + random.nextInt(100), "{\"a\":[1,\"é\"]}"));
        return new Specimen(
                key,
                new Stamp(Revision.random(random), 1 + random.nextInt(1000), unknown),
                retainUntil,
                finder,
                shelf,
                text(random),
                Optional.of(text(random)),
                time(random),
                Optional.of(time(random)),
                List.of(text(random), text(random), "", text(random)),
                List.of(time(random), time(random)),
                random.nextLong(),
                random.nextInt(Integer.MAX_VALUE),
                true);
    }

    static Specimen stamped(Specimen of, Stamp stamp) {
        return new Specimen(
                of.key(),
                stamp,
                of.retainUntil(),
                of.finder(),
                of.shelf(),
                of.text(),
                of.note(),
                of.found(),
                of.cleaned(),
                of.tags(),
                of.seen(),
                of.weight(),
                of.pieces(),
                of.fragile());
    }

    static Specimen tagged(Specimen of, List<String> tags) {
        return new Specimen(
                of.key(),
                of.stamp(),
                of.retainUntil(),
                of.finder(),
                of.shelf(),
                of.text(),
                of.note(),
                of.found(),
                of.cleaned(),
                tags,
                of.seen(),
                of.weight(),
                of.pieces(),
                of.fragile());
    }

    static Specimen timed(Specimen of, Instant time) {
        return new Specimen(
                of.key(),
                of.stamp(),
                of.retainUntil(),
                of.finder(),
                of.shelf(),
                of.text(),
                of.note(),
                time,
                Optional.of(time),
                of.tags(),
                List.of(time, time),
                of.weight(),
                of.pieces(),
                of.fragile());
    }

    static Specimen bare(Specimen of) {
        return new Specimen(
                of.key(),
                of.stamp(),
                of.retainUntil(),
                of.finder(),
                of.shelf(),
                of.text(),
                Optional.empty(),
                of.found(),
                Optional.empty(),
                List.of(),
                List.of(),
                of.weight(),
                of.pieces(),
                of.fragile());
    }

    /** Asserts that each key has a record of its own, through every verb. */
    static void assertApart(Kit kit, List<SpecimenKey> keys) {
        Bench<SpecimenKey, Specimen> bench = kit.specimens();
        Drawers drawers = new Drawers();
        List<Specimen> records = keys.stream()
                .map(key -> bench.insert(drawers.keyed(key, kit.random(), bench.soon())))
                .toList();
        records.forEach(bench::assertStored);
        assertThat(bench.store().findAll(keys)).containsExactlyInAnyOrderElementsOf(records);
        for (Specimen record : records) {
            Specimen next = bench.next(record);
            assertThat(bench.store().replace(next, record.revision())).isEqualTo(new Written<>());
            assertThat(bench.store().remove(next.key(), next.revision())).isEqualTo(new Written<>());
        }
    }

    /**
     * Purges until the clock shows {@code end}, and once more then. Who sets the clock to it decides who mostly wins
     * the race: in some rounds the record must have been extended, or nothing was tested.
     */
    static boolean purgeUntil(Instant end, RecordStore<?, ?> store, SetClock clock, boolean setsTheClock) {
        if (setsTheClock) {
            clock.set(end);
        }
        while (clock.instant().isBefore(end)) {
            store.purge(end, 100);
        }
        return store.purge(end, 100).complete();
    }

    /** Outcomes of whatever types, to compare with others. */
    static List<Object> outcomes(Object... outcomes) {
        return List.of(outcomes);
    }

    private static SpecimenKey key(RandomGenerator random) {
        return new SpecimenKey(text(random), text(random));
    }

    /** A random word makes it unlike every other; the snippets make it hard to keep. */
    private static String text(RandomGenerator random) {
        return snippet(random) + Long.toHexString(random.nextLong()) + snippet(random);
    }

    private static String snippet(RandomGenerator random) {
        return SNIPPETS.get(random.nextInt(SNIPPETS.size()));
    }

    private static Instant time(RandomGenerator random) {
        return Instant.EPOCH.plus(random.nextLong(4_000_000_000_000_000L), ChronoUnit.MICROS);
    }
}
