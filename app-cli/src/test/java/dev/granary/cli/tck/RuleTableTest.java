package dev.granary.cli.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.tck.RuleResult;
import dev.granary.tck.report.TckReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleTableTest {

    @Test
    void aRuleThatFailsIsShownWithItsReasonAndFailsTheRun() {
        StringWriter out = new StringWriter();

        boolean holds = new RuleTable(new PrintWriter(out))
                .print(new TckReport(
                        "memory:",
                        Map.of(),
                        List.of(
                                new RuleResult("A-01", "it is kept", Optional.empty()),
                                new RuleResult("LONG-02", "it is lost", Optional.of("\nexpected: 1\nwas: 2")),
                                new RuleResult(
                                        "N-03",
                                        "it is shared",
                                        Optional.empty(),
                                        Optional.of("exempt: it is not"),
                                        Duration.ZERO))));

        assertThat(holds).isFalse();
        assertThat(out.toString().lines())
                .containsExactly(
                        "A-01     ok    it is kept",
                        "LONG-02  FAIL  it is lost",
                        "      expected: 1",
                        "      was: 2",
                        "N-03     --    it is shared",
                        "      exempt: it is not",
                        "",
                        "1 exempt, each with its reason above",
                        "1 passed, 1 failed");
    }

    @Test
    void aGlobTakesItsOtherCharactersAsTheyAre() {
        assertThat(new RuleGlob("once-*").accepts("ONCE-12")).isTrue();
        assertThat(new RuleGlob("ONCE-0?").accepts("ONCE-12")).isFalse();
        assertThat(new RuleGlob("ONCE.01").accepts("ONCE-01")).isFalse();
    }
}
