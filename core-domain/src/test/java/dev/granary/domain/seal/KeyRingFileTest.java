package dev.granary.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.domain.fixture.MapStorage;
import dev.granary.mark.Mark;
import dev.granary.mark.MarkName;
import dev.granary.record.Namespace;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingFileTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final SecureRandom random = new SecureRandom();
    private final MapStorage storage = new MapStorage();

    @TempDir
    Path folder;

    @Test
    void aRingIsMadeOnceAndOnlyItsOwnerCanReadIt() throws IOException {
        Path path = folder.resolve("deep/er/keys");
        KeyRing made = new KeyRingFile(path).loadOrCreate(storage, random);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(new KeyRingFile(path).loadOrCreate(storage, random).ids()).isEqualTo(made.ids());
    }

    @Test
    void aMissingRingIsNotMadeAgainForAStorageThatHoldsRecords() {
        storage.in(Namespace.DEFAULT)
                .marks()
                .insert(new Mark(new MarkName("seal-check"), "x", Stamp.first(Revision.random(random))));
        Path path = folder.resolve("keys");
        assertThatThrownBy(() -> new KeyRingFile(path).loadOrCreate(storage, random))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("put it back from your backup");
        assertThat(path).doesNotExist();
    }

    @Test
    void theFirstKeySealsAndAllOpen() throws IOException {
        Path path = write("# people", "", "newerkey " + KEY, "olderkey " + KEY);
        assertThat(new KeyRingFile(path).load().ids()).containsExactly("newerkey", "olderkey");
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        Path path = write("newerkey " + KEY);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> new KeyRingFile(path).load())
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aLineThatIsNoKeyIsNamedAndNotShown() throws IOException {
        for (String line :
                List.of("newerkey", "newerkey c2hvcnQ=", "id " + KEY, "newerkey " + KEY + " more", "newerkey !!")) {
            Path path = write("# people", line);
            assertThatThrownBy(() -> new KeyRingFile(path).load())
                    .isInstanceOf(KeyRingException.class)
                    .hasMessageContaining("line 2")
                    .hasMessageNotContaining(line.substring(line.indexOf(' ') + 1));
        }
    }

    @Test
    void anEmptyFileAndTwoKeysOfOneIdAreRefused() throws IOException {
        Path empty = write("# people");
        assertThatThrownBy(() -> new KeyRingFile(empty).load()).hasMessageContaining("has no key");
        Path twice = write("newerkey " + KEY, "newerkey " + KEY);
        assertThatThrownBy(() -> new KeyRingFile(twice).load()).hasMessageContaining("newerkey");
    }

    private Path write(String... lines) throws IOException {
        Path path = Files.createTempFile(folder, "keys", "");
        Files.write(path, List.of(lines));
        return path;
    }
}
