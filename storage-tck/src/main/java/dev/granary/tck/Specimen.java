package dev.granary.tck;

import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The kit's own record: it has every sort of field that a kind can have, a composite key and two indexes.
 *
 * @param key the key
 * @param stamp revision, count and carried fields
 * @param retainUntil until when it is kept
 * @param finder who it is listed by, if anyone
 * @param shelf the two texts it is listed by, or none
 * @param text any text
 * @param note any text, or unset
 * @param found a time
 * @param cleaned a time, or unset
 * @param tags texts
 * @param seen times
 * @param weight any whole number
 * @param pieces a count
 * @param fragile a truth value
 */
public record Specimen(
        SpecimenKey key,
        Stamp stamp,
        Instant retainUntil,
        Optional<String> finder,
        List<String> shelf,
        String text,
        Optional<String> note,
        Instant found,
        Optional<Instant> cleaned,
        List<String> tags,
        List<Instant> seen,
        long weight,
        int pieces,
        boolean fragile)
        implements StoredRecord<SpecimenKey> {

    /** Lists by finder. */
    public static final Index<Specimen> BY_FINDER =
            new Index<>("finder", specimen -> specimen.finder().map(IndexValue::of));

    /** Lists by shelf. */
    public static final Index<Specimen> BY_SHELF = new Index<>(
            "shelf",
            specimen -> specimen.shelf().isEmpty() ? Optional.empty() : Optional.of(new IndexValue(specimen.shelf())));

    /** The kind. */
    public static final RecordKind<SpecimenKey, Specimen> KIND = kind(1);

    /** Copies the lists and cuts times to microseconds. */
    public Specimen {
        retainUntil = Times.micros(retainUntil);
        shelf = List.copyOf(shelf);
        found = Times.micros(found);
        cleaned = cleaned.map(Times::micros);
        tags = List.copyOf(tags);
        seen = seen.stream().map(Times::micros).toList();
    }

    /** The kind as a release knows it that writes this record version. */
    static RecordKind<SpecimenKey, Specimen> kind(int version) {
        return new RecordKind<>("specimen", new SpecimenCodec(version), List.of(BY_FINDER, BY_SHELF));
    }
}
