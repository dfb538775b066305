package dev.granary.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.tck.RuleResult;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class ReportFormatTest {

    private static final TckReport ONE = new TckReport(
            "memory <&> \"fast\"",
            Map.of("java", "17"),
            List.of(
                    result("COST-01", Optional.empty(), Optional.empty()),
                    result("ONCE-01", Optional.of("expected: <1>\u0000\nwas: \"2\" & ]]>"), Optional.empty()),
                    result("REOPEN-02", Optional.empty(), Optional.of("the storage does not declare DURABLE"))));

    @Test
    void countsWhatItHolds() {
        assertThat(ONE.passed()).isEqualTo(1);
        assertThat(ONE.failed()).isEqualTo(1);
        assertThat(ONE.exempt()).isEqualTo(1);
        assertThat(ONE.took()).isEqualTo(Duration.ofMillis(36));
    }

    @Test
    void textTellsEveryRule() {
        assertThat(new TextFormat().render(List.of(ONE)))
                .contains("COST-01      ok", "ONCE-01      FAIL", "REOPEN-02    --")
                .contains("        was: \"2\"", "1 passed, 1 failed, 1 exempt, 36 ms");
    }

    @Test
    void xmlIsWellFormed() throws Exception {
        String xml = new JUnitFormat().render(List.of(ONE, ONE));
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(6);
        assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("expected: <1>\uFFFD\nwas: \"2\" & ]]>");
        assertThat(document.getElementsByTagName("skipped").getLength()).isEqualTo(2);
    }

    @Test
    void jsonIsWellFormed() {
        try (JsonParser parser =
                new JsonFactory().createParser(ObjectReadContext.empty(), new JsonFormat().render(List.of(ONE, ONE)))) {
            int rules = 0;
            while (parser.nextToken() != null) {
                rules += "id".equals(parser.currentName()) ? 1 : 0;
            }
            assertThat(rules).isEqualTo(12);
        }
    }

    @Test
    void htmlEscapesWhatItShows() throws IOException {
        String html = new HtmlFormat().render(List.of(ONE, ONE));
        Files.writeString(Path.of("target", "report.html"), html);
        assertThat(html)
                .contains("memory &lt;&amp;&gt; &quot;fast&quot;", "✗ broken", "✓ holds", "– exempt")
                .doesNotContain("<1>");
    }

    @Test
    void filesHaveDifferentNames() {
        assertThat(ReportFormat.all()).extracting(ReportFormat::fileName).doesNotHaveDuplicates();
    }

    private static RuleResult result(String id, Optional<String> failure, Optional<String> exemption) {
        return new RuleResult(id, "it is kept", failure, exemption, Duration.ofMillis(12));
    }
}
