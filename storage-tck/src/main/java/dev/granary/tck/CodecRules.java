package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.record.CorruptRecordException;
import dev.granary.record.Cursor;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import dev.granary.spi.Capability;
import dev.granary.spi.RecordKinds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CODEC: what any release wrote can be read, and nothing is lost or misread. */
public interface CodecRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "CODEC-01", says = "records as every released version wrote them are read, kept and read back")
    default void CODEC_01_goldenRecordsAreKept(Kit kit) {
        for (RecordKind<?, ?> kind : RecordKinds.all()) {
            List<String> documents = Golden.documents(kind);
            assertThat(documents).as("documents of %s", kind.name()).hasSizeGreaterThanOrEqualTo(2);
            documents.forEach(document -> assertKept(kit, kind, document, document));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "CODEC-02", says = "a field that a newer release added to any kind survives insert and replace")
    default void CODEC_02_unknownFieldsSurvive(Kit kit) {
        String later = "\"zz_later\":{\"a\":[1,null,true,\"é 👩‍👩‍👧\"],\"b\":-1.5}";
        for (RecordKind<?, ?> kind : RecordKinds.all()) {
            for (String document : Golden.documents(kind)) {
                String extended = document.substring(0, document.lastIndexOf('}')) + "," + later + "}";
                assertKept(kit, kind, extended, later);
            }
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "CODEC-03",
            level = Level.CAPABILITY,
            says = "a record of a newer version is refused by every read, and never misread")
    default void CODEC_03_aNewerVersionIsRefused(Kit kit) {
        kit.needs(Capability.DURABLE);
        var ours = kit.storage().store(kit.namespace(), Specimen.KIND);
        var newer = kit.storage().store(kit.namespace(), Specimen.kind(2));
        Specimen record = kit.specimens().full();
        assertThat(newer.insert(record)).isEqualTo(new Written<>());
        assertThatThrownBy(() -> ours.find(record.key())).isInstanceOf(CorruptRecordException.class);
        assertThatThrownBy(() -> ours.findAll(List.of(record.key()))).isInstanceOf(CorruptRecordException.class);
        assertThatThrownBy(() -> ours.page(Selection.all(), Cursor.START, 10))
                .isInstanceOf(CorruptRecordException.class);
        assertThat(newer.find(record.key())).contains(record);
    }

    private static <K extends RecordKey, R extends StoredRecord<K>> void assertKept(
            Kit kit, RecordKind<K, R> kind, String document, String part) {
        R record = kind.decode(document.getBytes(StandardCharsets.UTF_8), "golden");
        // Golden times are long over, so each gets a storage whose clock stands before them.
        kit.clock().set(Golden.BEFORE);
        RecordStore<K, R> store = kit.storage().store(kit.freshNamespace(), kind);
        assertThat(store.insert(record)).as("insert of %s", kind.name()).isEqualTo(new Written<>());
        R found = store.find(record.key()).orElseThrow();
        assertThat(new String(kind.encode(found), StandardCharsets.UTF_8))
                .as("document of %s", kind.name())
                .contains(part);
        assertThat(found).isEqualTo(record);
    }
}
