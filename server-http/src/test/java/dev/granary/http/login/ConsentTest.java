package dev.granary.http.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.ClientId;
import dev.granary.http.consent.ConsentPolicy;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.World;
import dev.granary.record.Cursor;
import dev.granary.record.Namespace;
import dev.granary.record.Selection;
import dev.granary.record.StorageUnavailableException;
import dev.granary.scope.Resource;
import dev.granary.user.Subject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsentTest {

    private final World world = new World();
    private final Browser browser = world.browser;

    @AfterEach
    void close() {
        world.close();
    }

    private String registered() {
        String body = "{\"client_name\":\"<b>Evil & Sons</b>\",\"redirect_uris\":[\"http://127.0.0.1/callback\"]}";
        return String.valueOf(World.json(world.post("/oauth/register", "application/json", body, Map.of()))
                .get("client_id"));
    }

    private static Map<String, String> of(String client, String scope) {
        return Map.of("client_id", client, "scope", scope);
    }

    /** Logs in as far as the server lets: to the question, or back to the client. */
    private HttpResponse<String> loggedIn(Map<String, String> changes) {
        return loggedIn(browser, changes);
    }

    private HttpResponse<String> loggedIn(Browser by, Map<String, String> changes) {
        return by.follow(by.follow(by.get(world.authorize(changes))));
    }

    private static boolean isAsked(HttpResponse<String> answer) {
        return Browser.location(answer).getPath().equals("/oauth/consent");
    }

    private HttpResponse<String> decide(Browser by, HttpResponse<String> page, String decision) {
        Map<String, String> form = new LinkedHashMap<>(Browser.hidden(page));
        form.put("decision", decision);
        return by.post(world.at("/oauth/consent"), form);
    }

    private HttpResponse<String> allow(HttpResponse<String> asked) {
        return decide(browser, browser.follow(asked), "allow");
    }

    @Test
    void whoRegisteredItselfGetsNothingBeforeTheUserAllowsIt() {
        String client = registered();
        HttpResponse<String> asked = loggedIn(of(client, "openid"));
        assertThat(isAsked(asked)).isTrue();
        HttpResponse<String> back = allow(asked);
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(World.answerOf(back))
                .containsEntry("to", World.CALLBACK)
                .containsEntry("state", "client-state")
                .containsKeys("code", "iss");
        Map<String, String> form =
                World.redemption(String.valueOf(World.answerOf(back).get("code")));
        form.put("client_id", client);
        assertThat(world.token(form).statusCode()).isEqualTo(200);
    }

    @Test
    void thePageSaysWhoAsksAndRunsNothing() {
        HttpResponse<String> page = browser.follow(loggedIn(of(registered(), "openid profile")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "&lt;b&gt;Evil &amp; Sons&lt;/b&gt;", "127.0.0.1", "registered itself", World.API, "your name")
                .doesNotContain("<b>", "<script");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self' https: http:")
                .doesNotContain("script-src", "unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void whatWasAllowedIsNotAskedAgainAndWhatIsMoreIs() {
        String client = registered();
        allow(loggedIn(of(client, "openid")));
        assertThat(World.answerOf(loggedIn(of(client, "openid")))).containsKey("code");
        assertThat(isAsked(loggedIn(of(client, "openid profile")))).isTrue();
        allow(loggedIn(of(client, "openid profile")));
        assertThat(World.answerOf(loggedIn(of(client, "openid profile")))).containsKey("code");
        assertThat(isAsked(loggedIn(Map.of("client_id", client, "scope", "openid", "prompt", "consent"))))
                .isTrue();
        world.provider.subject = "bob";
        assertThat(isAsked(loggedIn(of(client, "openid")))).isTrue();
        assertThat(isAsked(loggedIn(of(registered(), "openid")))).isTrue();
    }

    @Test
    void whoDoesNotAllowItIsAskedAgainAndTheUpstreamsTokensGo() {
        String client = registered();
        HttpResponse<String> asked = loggedIn(of(client, "openid"));
        assertThat(sessions()).isEqualTo(1);
        assertThat(World.answerOf(decide(browser, browser.follow(asked), "deny")))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "client-state")
                .doesNotContainKey("code");
        assertThat(sessions()).isZero();
        assertThat(isAsked(loggedIn(of(client, "openid")))).isTrue();
    }

    @Test
    void onlyTheBrowserThatLoggedInDecidesAndOnlyOnce() {
        HttpResponse<String> asked = loggedIn(of(registered(), "openid"));
        HttpResponse<String> page = browser.follow(asked);
        Browser other = new Browser();
        loggedIn(other, Map.of());
        assertThat(other.follow(asked).statusCode()).isEqualTo(400);
        assertThat(decide(other, page, "allow").statusCode()).isEqualTo(400);
        assertThat(decide(new Browser(), page, "allow").statusCode()).isEqualTo(400);
        assertThat(decide(browser, page, "allow").statusCode()).isEqualTo(303);
        assertThat(decide(browser, page, "allow").statusCode()).isEqualTo(400);
        assertThat(browser.follow(asked).statusCode()).isEqualTo(400);
    }

    @Test
    void anotherNodeShowsTheQuestionAndAnotherTakesTheAnswer() {
        String client = registered();
        HttpResponse<String> asked = loggedIn(of(client, "openid"));
        world.changeNode();
        HttpResponse<String> page = browser.follow(asked);
        assertThat(page.statusCode()).isEqualTo(200);
        world.changeNode();
        assertThat(World.answerOf(decide(browser, page, "allow"))).containsKey("code");
        world.changeNode();
        assertThat(World.answerOf(loggedIn(of(client, "openid")))).containsKey("code");
    }

    @Test
    void aStorageThatFailsIsToldAndTheQuestionStays() {
        HttpResponse<String> page = browser.follow(loggedIn(of(registered(), "openid")));
        world.storage.failAt("pending_authorizations.find", StorageUnavailableException::new);
        assertThat(decide(browser, page, "allow").statusCode()).isEqualTo(503);
        world.storage.heal();
        assertThat(World.answerOf(decide(browser, page, "allow"))).containsKey("code");
    }

    @Test
    void aTicketAndAStateAreNotTheSame() {
        HttpResponse<String> away = browser.get(world.authorize(of(registered(), "openid")));
        String state = World.answerOf(away).get("state");
        assertThat(browser.post(world.at("/oauth/consent"), Map.of("login", String.valueOf(state), "decision", "allow"))
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> asked = browser.follow(browser.follow(away));
        String ticket = Browser.location(asked).getRawQuery().substring("login=".length());
        URI callback = URI.create(world.at("/oauth/callback") + "?code=x&state=" + ticket);
        assertThat(browser.get(callback).statusCode()).isEqualTo(400);
        assertThat(allow(asked).statusCode()).isEqualTo(303);
    }

    @Test
    void aQuestionThatNobodyAnswersIsOver() {
        HttpResponse<String> asked = loggedIn(of(registered(), "openid"));
        HttpResponse<String> page = browser.follow(asked);
        world.clock.advance(Duration.ofMinutes(10));
        assertThat(decide(browser, page, "allow").statusCode()).isEqualTo(400);
    }

    @Test
    void aRevocationForgetsWhatWasAllowedAndRefusesWhatIsOnItsWay() {
        String client = registered();
        String code = World.answerOf(allow(loggedIn(of(client, "openid")))).get("code");
        Map<String, String> form = World.redemption(String.valueOf(code));
        form.put("client_id", client);
        String subject = String.valueOf(World.json(world.token(form)).get("access_token"));
        Subject user = new Subject(
                String.valueOf(world.introspect(World.RESOURCE_SERVER, subject).get("sub")));
        HttpResponse<String> more = browser.follow(loggedIn(of(client, "openid profile")));
        world.server.revocations().revokeSubject(user);
        assertThat(World.answerOf(decide(browser, more, "allow"))).containsEntry("error", "access_denied");
        world.clock.advance(Duration.ofSeconds(10));
        assertThat(isAsked(loggedIn(of(client, "openid")))).isTrue();

        allow(loggedIn(of(client, "openid")));
        assertThat(isAsked(loggedIn(of(client, "openid")))).isFalse();
        world.server.revocations().revokeClient(new ClientId(client));
        world.clock.advance(Duration.ofSeconds(10));
        assertThat(isAsked(loggedIn(of(client, "openid")))).isTrue();
    }

    @Test
    void aHostMayAskForEveryClient() {
        try (World strict =
                new World(builder -> builder.audience(new Resource(World.API)).consent(ConsentPolicy.ALL))) {
            Browser by = strict.browser;
            HttpResponse<String> asked = by.follow(by.follow(by.get(strict.authorize(Map.of()))));
            assertThat(isAsked(asked)).isTrue();
            assertThat(by.follow(asked).body()).doesNotContain("registered itself");
        }
        assertThat(World.answerOf(loggedIn(Map.of()))).containsKey("code");
        assertThat(isAsked(loggedIn(Map.of("prompt", "consent")))).isTrue();
    }

    private long sessions() {
        return world.storage
                .in(Namespace.DEFAULT)
                .upstreamTokens()
                .page(Selection.all(), Cursor.START, 100)
                .records()
                .size();
    }
}
