package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A URL, and options in the lines below it, are settings or refused, and neither prints the password. */
class OptionsFuzzTest {

    private static final String PASSWORD = "pass-that-nobody-sees";

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "jdbc:h2:file:./granary;WRITE_DELAY=0;FILE_LOCK=FILE\nuser=me\npassword=" + PASSWORD,
                        "jdbc:h2:mem:granary;AUTO_SERVER=TRUE\npool.size=2",
                        "jdbc:postgresql://localhost/granary?user=me&password=" + PASSWORD + "\nschema.migrate=false",
                        "jdbc:mariadb://localhost/granary?socketTimeout=1\nstatement.timeout-ms=100\npool.wait-ms=250")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void aUrlAndOptionsAreSettingsOrRefused(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        Map<String, String> given = new TreeMap<>();
        lines.stream()
                .skip(1)
                .map(line -> line.split("=", 2))
                .forEach(pair -> given.put(pair[0], pair[pair.length - 1]));
        String url = lines.stream().findFirst().orElse("");
        Options options = new Options(given);
        PoolSettings settings = options.read(url);
        assertThat(settings + options.faults().toString()).doesNotContain(PASSWORD);
        if (options.faults().isEmpty()) {
            Vendor.of(url)
                    .ifPresent(vendor -> assertThat(settings.hikari(vendor).getMaximumPoolSize())
                            .isEqualTo(settings.size()));
        }
    }
}
