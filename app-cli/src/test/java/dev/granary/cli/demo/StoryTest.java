package dev.granary.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.audit.AuditType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoryTest {

    private final StringWriter out = new StringWriter();

    @Test
    void anAuthorityThatForgivesEverythingFailsTheStory() {
        assertThat(holds(new Forgiving())).isFalse();
        assertThat(out.toString())
                .contains("[FAIL] a forged one is not")
                .contains("[FAIL] it is refused")
                .contains("[FAIL] no access token is active");
    }

    @Test
    void theStoryBreaksOffWhereATokenIsMissing() {
        assertThat(holds(new Forgiving() {
                    @Override
                    public Answer redeem(String code) {
                        return Answer.REFUSED;
                    }
                }))
                .isFalse();
        assertThat(out.toString()).contains("2. ").doesNotContain("3. ");
    }

    @Test
    void aTextThatIsNoTokenIsNotShownAtAll() {
        assertThat(Narrator.shortened("a short secret")).isEqualTo("...");
    }

    private boolean holds(Authority authority) {
        Narrator narrator = new Narrator(new PrintWriter(out));
        new Story(authority, narrator).tell();
        return narrator.end();
    }

    /** Gives everybody the same tokens, and never ends anything. */
    private static class Forgiving implements Authority {

        private static final Answer ANSWER =
                new Answer(Optional.of("gra_" + "a".repeat(40)), Optional.of("grr_" + "r".repeat(40)));

        @Override
        public Optional<String> issueCode() {
            return Optional.of("grc_" + "c".repeat(40));
        }

        @Override
        public Answer redeem(String code) {
            return ANSWER;
        }

        @Override
        public Answer refresh(String refreshToken) {
            return ANSWER;
        }

        @Override
        public boolean isLive(String token) {
            return true;
        }

        @Override
        public void pass(Duration time) {}

        @Override
        public List<AuditType> audit() {
            return List.of(AuditType.CODE_ISSUED);
        }

        @Override
        public void close() {}
    }
}
