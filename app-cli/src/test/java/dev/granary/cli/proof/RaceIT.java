package dev.granary.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.cli.proof.Flock.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 64 callers at once, over HTTP, hundreds of times. */
class RaceIT {

    private static final int ROUNDS = 70;

    private final Checker checker = new Checker("alice");

    @Test
    void ofManyRedemptionsOfOneCodeExactlyOneSucceeds() throws Exception {
        try (Served served = Served.with("");
                Flock flock = new Flock(served.issuer())) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Reply> replies = flock.all(checker.redemption(served));

                assertThat(replies)
                        .filteredOn(Reply::succeeded)
                        .as("round " + round)
                        .hasSize(1);
                assertThat(refused(replies)).as("round " + round).hasSize(Flock.SIZE - 1);
            }
        }
    }

    @Test
    void withinTheRetryWindowEveryRefreshCarriesTheSameSuccessor() throws Exception {
        try (Served served = Served.with("retry-window: 60s");
                Flock flock = new Flock(served.issuer())) {
            String token = flock.one("/oauth/token", checker.redemption(served)).text("refresh_token");
            for (int round = 0; round < ROUNDS; round++) {
                List<Reply> replies = flock.all(Checker.refresh(token));

                assertThat(replies).as("round " + round).allMatch(Reply::succeeded);
                assertThat(replies.stream()
                                .map(reply -> reply.text("refresh_token"))
                                .distinct())
                        .as("round " + round)
                        .hasSize(1)
                        .doesNotContain(token);
                token = replies.get(0).text("refresh_token");
            }
        }
    }

    @Test
    void withoutARetryWindowOneRefreshSucceedsAndTheReuseHasEndedTheGrant() throws Exception {
        try (Served served = Served.with("retry-window: 0s");
                Flock flock = new Flock(served.issuer())) {
            for (int round = 0; round < ROUNDS; round++) {
                Reply first = flock.one("/oauth/token", checker.redemption(served));
                List<Reply> replies = flock.all(Checker.refresh(first.text("refresh_token")));

                assertThat(replies)
                        .filteredOn(Reply::succeeded)
                        .as("round " + round)
                        .hasSize(1);
                assertThat(refused(replies)).as("round " + round).hasSize(Flock.SIZE - 1);
                Reply winner =
                        replies.stream().filter(Reply::succeeded).findFirst().orElseThrow();
                assertThat(flock.isActive(winner.text("access_token"))).isFalse();
                assertThat(flock.one("/oauth/token", Checker.refresh(winner.text("refresh_token")))
                                .text("error"))
                        .isEqualTo("invalid_grant");
            }
        }
    }

    private static List<Reply> refused(List<Reply> replies) {
        return replies.stream()
                .filter(reply -> reply.status() == 400 && reply.text("error").equals("invalid_grant"))
                .toList();
    }
}
