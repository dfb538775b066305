package dev.granary.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void theLastOpenedIsClosedFirstAndEachOnce() {
        Opened opened = new Opened();
        opened.add("storage", () -> closed.add("storage"));
        opened.add("server", () -> closed.add("server"));

        opened.close();
        opened.close();

        assertThat(closed).containsExactly("server", "storage");
    }

    @Test
    void oneThatFailsKeepsNoOtherOpen() {
        Opened opened = new Opened();
        opened.add("storage", () -> closed.add("storage"));
        opened.add("server", () -> {
            throw new IllegalStateException("stuck");
        });

        assertThatThrownBy(opened::close).hasMessage("stuck");
        assertThat(closed).containsExactly("storage");
    }
}
