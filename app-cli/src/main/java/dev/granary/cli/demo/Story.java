package dev.granary.cli.demo;

import dev.granary.domain.audit.AuditType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The life of one grant, from the user's consent to the day its refresh token is stolen. */
final class Story {

    /** Longer than the retry window and the skew together. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private final Authority authority;
    private final Narrator narrator;

    Story(Authority authority, Narrator narrator) {
        this.authority = authority;
        this.narrator = narrator;
    }

    /** Tells it, and breaks off where the next step would lack its token. */
    void tell() {
        issue().ifPresent(this::redeemOnwards);
    }

    private void redeemOnwards(String code) {
        Answer first = redeem(code);
        if (first.refreshToken().isPresent()) {
            introspect(first);
            refreshOnwards(code, first, first.refreshToken().get());
        }
    }

    private void refreshOnwards(String code, Answer first, String stolen) {
        Answer second = refresh(first, stolen);
        if (second.refreshToken().isPresent()) {
            Answer again = retry(second, stolen);
            replay(stolen);
            cascade(code, List.of(first, second, again));
        }
    }

    private Optional<String> issue() {
        narrator.step("Alice agrees. The client gets an authorization code.");
        Optional<String> code = authority.issueCode();
        code.ifPresent(value -> narrator.show("code", value));
        claimAudited("the grant is kept, its chain begins with the code", AuditType.CODE_ISSUED);
        return code;
    }

    private Answer redeem(String code) {
        narrator.step("The client redeems the code with its PKCE verifier.");
        Answer answer = authority.redeem(code);
        show(answer);
        narrator.claim(
                "it gets an access token and a refresh token",
                answer.accessToken().isPresent() && answer.refreshToken().isPresent());
        return answer;
    }

    private void introspect(Answer first) {
        narrator.step("A resource server asks about the access token.");
        narrator.claim("it is active", isLive(first.accessToken()));
        narrator.claim("a forged one is not", !isLive(first.accessToken().map(Story::forged)));
    }

    private Answer refresh(Answer first, String refreshToken) {
        narrator.step("The client refreshes. Somebody has copied the refresh token it used.");
        Answer second = authority.refresh(refreshToken);
        show(second);
        narrator.claim(
                "the refresh token is another one",
                second.refreshToken().isPresent() && !second.refreshToken().equals(first.refreshToken()));
        narrator.claim("the new access token is active", isLive(second.accessToken()));
        narrator.claim("the first one no longer is", !isLive(first.accessToken()));
        return second;
    }

    private Answer retry(Answer second, String refreshToken) {
        narrator.step("That response was lost on its way. The client sends the same refresh token again.");
        Answer again = authority.refresh(refreshToken);
        show(again);
        narrator.claim(
                "it gets the same successor again",
                again.refreshToken().isPresent() && again.refreshToken().equals(second.refreshToken()));
        narrator.claim("its access token is active", isLive(again.accessToken()));
        claimAudited("a retry, not a theft", AuditType.RETRIED);
        return again;
    }

    private void replay(String stolen) {
        narrator.step("A minute later the copied refresh token is presented.");
        authority.pass(LATER);
        narrator.show("refresh token", stolen);
        narrator.claim("it is refused", authority.refresh(stolen).isRefused());
        claimAudited("it is recognised as a replay", AuditType.REFRESH_TOKEN_REUSED);
    }

    private void cascade(String code, List<Answer> answers) {
        narrator.step("The replay has ended the grant: everything that came out of it is dead.");
        narrator.claim(
                "no access token is active",
                answers.stream().map(Answer::accessToken).noneMatch(this::isLive));
        narrator.claim(
                "no refresh token is active",
                answers.stream().map(Answer::refreshToken).noneMatch(this::isLive));
        narrator.claim(
                "the newest refresh token is refused",
                answers.stream()
                        .flatMap(answer -> answer.refreshToken().stream())
                        .allMatch(token -> authority.refresh(token).isRefused()));
        narrator.claim("the code is refused", authority.redeem(code).isRefused());
    }

    private void claimAudited(String claim, AuditType type) {
        List<AuditType> audit = authority.audit();
        narrator.claim(claim + " (audit: " + type + ")", !audit.isEmpty() && audit.get(audit.size() - 1) == type);
    }

    private void show(Answer answer) {
        answer.accessToken().ifPresent(token -> narrator.show("access token", token));
        answer.refreshToken().ifPresent(token -> narrator.show("refresh token", token));
    }

    private boolean isLive(Optional<String> token) {
        return token.filter(authority::isLive).isPresent();
    }

    /** The same but for one character in the middle of what authenticates it. */
    private static String forged(String token) {
        int at = token.length() - 10;
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }
}
