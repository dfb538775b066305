package dev.granary.tck.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.spi.RecordKinds;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KindSpecimensTest {

    private static final Instant END = Instant.parse("2030-02-03T04:05:06.123456Z");

    private final Dice dice = new Dice(new SplittableRandom(1));

    @Test
    void everyKindHasItsSpecimens() {
        List<RecordKind<?, ?>> kinds = new ArrayList<>();
        KindSpecimens.all().forEach(specimens -> kinds.add(specimens.kind()));
        assertThat(kinds).isEqualTo(RecordKinds.all());
    }

    @Test
    void aFullRecordHasEveryFieldSet() {
        for (Specimens<?, ?> specimens : KindSpecimens.all()) {
            assertThat(unset((Record) specimens.full(dice, END)))
                    .as(specimens.kind().name())
                    .isEmpty();
        }
    }

    @Test
    void whatMayBeUnsetIsUnsetInAMinimalRecord() {
        for (Specimens<?, ?> specimens : KindSpecimens.all()) {
            Record minimal = (Record) specimens.minimal(dice, END);
            assertThat(optional(minimal).filter(value -> value instanceof Optional<?> held && held.isPresent()))
                    .as(specimens.kind().name())
                    .isEmpty();
        }
    }

    @Test
    void keysAndEndsAreAsTold() {
        KindSpecimens.all().forEach(this::assertTold);
    }

    @Test
    void longIdsHaveTheirLength() {
        for (int i = 0; i < 100; i++) {
            assertThat(dice.longId()).hasSize(Dice.LONG);
        }
    }

    private <K extends RecordKey, R extends StoredRecord<K>> void assertTold(Specimens<K, R> specimens) {
        for (int i = 0; i < 20; i++) {
            R first = specimens.full(dice, END);
            R next = specimens.next(first, dice, END.plusSeconds(1));
            R rival = specimens.rival(first, dice, END);
            R sibling = specimens.sibling(first, dice, END);
            assertThat(next.key()).isEqualTo(first.key());
            assertThat(next.stamp().count()).isEqualTo(first.stamp().count() + 1);
            assertThat(rival.key()).isEqualTo(first.key());
            assertThat(sibling.key()).isNotEqualTo(first.key());
            assertThat(Stream.of(first, next, rival, sibling).map(StoredRecord::revision))
                    .doesNotHaveDuplicates();
            if (specimens.ends()) {
                assertThat(first.retainUntil()).isEqualTo(END);
                assertThat(next.retainUntil()).isEqualTo(END.plusSeconds(1));
            }
            assertThat(specimens.kind().indexes())
                    .allMatch(index -> index.valueOf(next).equals(index.valueOf(first)));
            boolean alike = specimens.kind().indexes().isEmpty()
                    || specimens.kind().indexes().stream()
                            .anyMatch(index -> index.valueOf(sibling).equals(index.valueOf(first)));
            assertThat(alike).as(specimens.kind().name()).isTrue();
        }
    }

    private static Stream<String> unset(Record record) {
        return Stream.of(record.getClass().getRecordComponents())
                .filter(component -> component.getType() != Stamp.class)
                .flatMap(component -> unset(component, value(component, record)));
    }

    private static Stream<String> unset(RecordComponent component, Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? Stream.of(component.getName()) : unset(component, optional.get());
        }
        if (value instanceof Collection<?> collection && collection.isEmpty()) {
            return Stream.of(component.getName());
        }
        return value instanceof Record nested ? unset(nested) : Stream.empty();
    }

    private static Stream<Object> optional(Record record) {
        return Stream.of(record.getClass().getRecordComponents())
                .map(component -> value(component, record))
                .flatMap(value -> value instanceof Record nested ? optional(nested) : Stream.of(value));
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
