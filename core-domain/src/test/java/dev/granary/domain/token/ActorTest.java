package dev.granary.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActorTest {

    private static Actor chain(int length, String name) {
        Actor actor = Actor.of(name);
        for (int i = 1; i < length; i++) {
            actor = Actor.of(name).after(Optional.of(actor));
        }
        return actor;
    }

    @Test
    void aClaimIsReadAsItWasWritten() {
        Actor actor = Actor.of("agent").after(Optional.of(Actor.of("bot").saidBy("https://id.example.com")));
        assertThat(actor.toClaim())
                .isEqualTo(Map.of("sub", "agent", "act", Map.of("sub", "bot", "iss", "https://id.example.com")));
        assertThat(Actor.read(actor.toClaim())).isEqualTo(actor);
    }

    @Test
    void whoeverNamesNoIssuerIsOneOfHisWhoSaysSo() {
        Actor said =
                Actor.of("a").after(Optional.of(Actor.of("b").saidBy("first"))).saidBy("second");
        assertThat(said.issuer()).contains("second");
        assertThat(said.before().flatMap(Actor::issuer)).contains("first");
    }

    @Test
    void tenActAndNoEleventh() {
        Actor ten = chain(10, "a");
        assertThat(ten.length()).isEqualTo(10);
        assertThatIllegalArgumentException().isThrownBy(() -> Actor.of("a").after(Optional.of(ten)));
        assertThatIllegalArgumentException().isThrownBy(() -> Actor.read(Map.of("sub", "a", "act", ten.toClaim())));
    }

    @Test
    void aChainIsOfEightKibibytesAtMost() {
        // Each hop takes its name and {"sub":"","act":}; the last one has no act.
        Actor fits = chain(4, "a".repeat(2030));
        assertThat(fits.length()).isEqualTo(4);
        assertThatIllegalArgumentException().isThrownBy(() -> chain(5, "a".repeat(2030)));
        assertThatIllegalArgumentException().isThrownBy(() -> chain(4, "\u20ac".repeat(1000)));
    }

    @Test
    void whatNamesNobodyIsNoActor() {
        for (Object claim : List.of(
                "a",
                List.of(),
                Map.of(),
                Map.of("sub", ""),
                Map.of("sub", 1),
                Map.of("sub", "a", "act", "b"),
                Map.of("sub", "a", "iss", 1),
                Map.of("sub", "a", "act", Map.of()),
                Map.of("sub", "\u0000"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Actor.read(claim));
        }
    }
}
