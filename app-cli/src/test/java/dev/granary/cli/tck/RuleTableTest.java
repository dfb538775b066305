package dev.granary.cli.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.tck.RuleResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleTableTest {

    @Test
    void aRuleThatFailsIsShownWithItsReasonAndFailsTheRun() {
        StringWriter out = new StringWriter();

        boolean holds = new RuleTable(new PrintWriter(out))
                .print(List.of(
                        new RuleResult("A-01", "it is kept", Optional.empty()),
                        new RuleResult("LONG-02", "it is lost", Optional.of("\nexpected: 1\nwas: 2"))));

        assertThat(holds).isFalse();
        assertThat(out.toString().lines())
                .containsExactly(
                        "A-01     ok    it is kept",
                        "LONG-02  FAIL  it is lost",
                        "      expected: 1",
                        "      was: 2",
                        "",
                        "1 passed, 1 failed");
    }

    @Test
    void aGlobTakesItsOtherCharactersAsTheyAre() {
        assertThat(new RuleGlob("once-*").accepts("ONCE-12")).isTrue();
        assertThat(new RuleGlob("ONCE-0?").accepts("ONCE-12")).isFalse();
        assertThat(new RuleGlob("ONCE.01").accepts("ONCE-01")).isFalse();
    }
}
