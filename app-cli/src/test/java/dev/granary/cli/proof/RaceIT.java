package dev.granary.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.granary.cli.proof.Flock.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 64 callers at once, over HTTP, hundreds of times. */
class RaceIT {

    private static final int ROUNDS = 70;

    private final CodeVerifier verifier = new CodeVerifier();
    private final Person alice = new Person("alice");

    @Test
    void ofManyRedemptionsOfOneCodeExactlyOneSucceeds() throws Exception {
        try (Served served = Served.with("");
                Flock flock = new Flock(served.issuer())) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Reply> replies = flock.all(redemption(code(served)));

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
            String token = flock.one("/oauth/token", redemption(code(served))).text("refresh_token");
            for (int round = 0; round < ROUNDS; round++) {
                List<Reply> replies = flock.all(refresh(token));

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
                Reply first = flock.one("/oauth/token", redemption(code(served)));
                List<Reply> replies = flock.all(refresh(first.text("refresh_token")));

                assertThat(replies)
                        .filteredOn(Reply::succeeded)
                        .as("round " + round)
                        .hasSize(1);
                assertThat(refused(replies)).as("round " + round).hasSize(Flock.SIZE - 1);
                Reply winner =
                        replies.stream().filter(Reply::succeeded).findFirst().orElseThrow();
                assertThat(flock.isActive(winner.text("access_token"))).isFalse();
                assertThat(flock.one("/oauth/token", refresh(winner.text("refresh_token")))
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

    private String code(Served served) {
        URI start = URI.create(served.issuer() + "/oauth/authorize?"
                + Forms.encoded(Map.of(
                        "response_type", "code",
                        "client_id", "checker",
                        "redirect_uri", Served.CALLBACK,
                        "scope", "openid offline_access",
                        "code_challenge",
                                CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                        .getValue(),
                        "code_challenge_method", "S256")));
        return Forms.parameter(alice.logIn(start, Served.CALLBACK), "code");
    }

    private Map<String, String> redemption(String code) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                Served.CALLBACK,
                "code_verifier",
                verifier.getValue());
    }

    private static Map<String, String> refresh(String token) {
        return Map.of("grant_type", "refresh_token", "refresh_token", token);
    }
}
