package dev.granary.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.cli.proof.Flock.Reply;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that nobody configured finds again what it has acknowledged. */
class RestartIT {

    private final Checker checker = new Checker("alice");

    @Test
    void whatAServerKnewItKnowsAgainAfterItWasStopped() throws Exception {
        Served first = Served.with("");
        Life life = begin(first);
        assertThat(first.terminate()).isZero();
        life.requireIn(first);
    }

    @Test
    void whatAServerAcknowledgedItKnowsAgainAfterItWasKilled() throws Exception {
        Served first = Served.with("");
        Life life = begin(first);
        first.kill();
        life.requireIn(first);
    }

    /** A grant that goes on, one that was revoked, and a code that was spent. */
    private Life begin(Served served) throws Exception {
        try (Flock flock = new Flock(served.issuer())) {
            Map<String, String> redemption = checker.redemption(served);
            Reply revoked = flock.one("/oauth/token", redemption);
            Reply live = flock.one("/oauth/token", checker.redemption(served));
            Reply spent = flock.one("/oauth/token", Checker.refresh(revoked.text("refresh_token")));
            assertThat(flock.send("/oauth/revoke", Map.of("token", spent.text("refresh_token"))))
                    .isEqualTo(200);
            return new Life(live, spent, redemption, flock.keys());
        }
    }

    private record Life(Reply live, Reply revoked, Map<String, String> spent, String keys) {

        void requireIn(Served stopped) throws Exception {
            try (Served again = stopped.again();
                    Flock flock = new Flock(again.issuer())) {
                assertThat(URI.create(again.issuer())).isEqualTo(URI.create(stopped.issuer()));
                assertThat(flock.keys()).isEqualTo(keys);
                assertThat(flock.isActive(live.text("access_token"))).isTrue();
                assertThat(flock.isActive(revoked.text("access_token"))).isFalse();
                assertThat(flock.one("/oauth/token", spent).text("error")).isEqualTo("invalid_grant");
                assertThat(flock.one("/oauth/token", Checker.refresh(revoked.text("refresh_token")))
                                .text("error"))
                        .isEqualTo("invalid_grant");
                assertThat(flock.one("/oauth/token", Checker.refresh(live.text("refresh_token")))
                                .succeeded())
                        .isTrue();
            }
        }
    }
}
