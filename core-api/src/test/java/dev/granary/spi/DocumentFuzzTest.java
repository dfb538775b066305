package dev.granary.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.granary.record.CorruptRecordException;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a storage gives back, they are a record or corrupt, and nothing else happens. */
class DocumentFuzzTest {

    static Stream<byte[]> goldenFiles() {
        return Samples.ALL.stream().map(sample -> sample.golden().getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("goldenFiles")
    @FuzzTest
    void bytesAreARecordOrCorrupt(byte[] document) {
        RecordKinds.all().forEach(kind -> decode(kind, document));
    }

    private static <K extends RecordKey, R extends StoredRecord<K>> void decode(
            RecordKind<K, R> kind, byte[] document) {
        R record;
        try {
            record = kind.decode(document, "test");
        } catch (CorruptRecordException e) {
            assertThat(e.fault().kind()).isEqualTo(kind.name());
            return;
        }
        byte[] written = kind.encode(record);
        assertThat(kind.encode(kind.decode(written, "test"))).isEqualTo(written);
        kind.indexes().forEach(index -> index.valueOf(record));
        assertThat(record.toString()).isNotEmpty();
    }
}
