package dev.granary.http.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.domain.audit.Correlation;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.Site;
import dev.granary.http.fixture.World;
import dev.granary.record.StorageUnavailableException;
import dev.granary.scope.Resource;
import dev.granary.upstream.ProviderName;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SW-03 to SW-06. */
class TokenSwapFilterTest {

    private static final SwapSettings REPLACING =
            SwapSettings.replacing(new ProviderName("corp"), new Resource(World.API));
    private static final String FIELD = "X-Upstream-Token";

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final World world = new World(builder -> builder.audience(new Resource(World.API))
            .requests(() -> (endpoint, status) -> told.add(endpoint + " " + status))
            .audit(event -> told.add(event.type() + " " + Correlation.current().orElse("of no request"))));
    private final Site site = new Site();
    private final AtomicInteger reached = new AtomicInteger();
    private final String token = String.valueOf(world.tokens().get("access_token"));
    private volatile int status = 200;

    @AfterEach
    void close() {
        site.close();
        world.close();
    }

    /** Says what it was sent. */
    private void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
        reached.incrementAndGet();
        response.setStatus(status);
        boolean named = Collections.list(request.getHeaderNames()).stream().anyMatch("authorization"::equalsIgnoreCase);
        response.getWriter().print(request.getHeader("authorization") + "|" + request.getHeader(FIELD) + "|" + named);
    }

    private void mount(SwapSettings settings) {
        mount(settings, this::echo);
    }

    private void mount(SwapSettings settings, Site.Pages backend) {
        TokenSwapFilter filter = world.server.tokenSwapFilter(settings);
        told.clear();
        site.serve((request, response) -> filter.doFilter(
                request,
                response,
                (passed, answer) -> backend.answer((HttpServletRequest) passed, (HttpServletResponse) answer)));
    }

    @Test
    void ourTokenIsReplacedByTheUpstreams() {
        mount(REPLACING);
        assertThat(send("bearer " + token).body()).isEqualTo("Bearer upstream-access-2|null|true");
    }

    @Test
    void anotherFieldIsFilledAndOurTokenGoesNoFurther() {
        mount(REPLACING.into(FIELD));
        assertThat(send("Bearer " + token, "forged").body()).isEqualTo("null|Bearer upstream-access-2|false");
    }

    @Test
    void aTokenThatIsNotLiveIsAnsweredHere() {
        mount(REPLACING);
        HttpResponse<String> response = send("Bearer " + token + "x");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        assertThat(reached).hasValue(0);
    }

    @Test
    void aTokenOfAnotherUpstreamIsMissedHere() {
        mount(SwapSettings.replacing(new ProviderName("unheard-of"), new Resource(World.API)));
        assertThat(send("Bearer " + token).statusCode()).isEqualTo(401);
        assertThat(reached).hasValue(0);
    }

    @Test
    void aRequestWithoutATokenPassesOnlyIfTheHostSaysSo() {
        mount(REPLACING);
        HttpResponse<String> refused = send("Basic abc");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        mount(REPLACING.passingAnonymous());
        assertThat(send("Basic abc", "own").body()).isEqualTo("Basic abc|own|true");
        mount(REPLACING.into(FIELD).passingAnonymous());
        assertThat(send("Basic abc", "forged").body()).isEqualTo("Basic abc|null|true");
    }

    @Test
    void anUpstreamThatFailsIsAnsweredWithComeBack() {
        mount(REPLACING);
        world.clock.advance(Duration.ofMinutes(60).minusSeconds(20));
        world.provider.broken = "/token";
        HttpResponse<String> response = send("Bearer " + token);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(reached).hasValue(0);
    }

    @Test
    void whatTheBackendRefusesIsRefreshedBeforeItIsPutInAgain() {
        mount(REPLACING);
        status = 401;
        assertThat(send("Bearer " + token).statusCode()).isEqualTo(401);
        status = 200;
        assertThat(send("Bearer " + token).body()).isEqualTo("Bearer upstream-access-3|null|true");
    }

    @Test
    void aRequestHasItsIdHereAndBehindAndInTheAnswer() {
        mount(
                REPLACING,
                (request, response) ->
                        response.getWriter().print(Correlation.current().orElse("of no request")));
        HttpRequest.Builder named = HttpRequest.newBuilder(site.address()).header("X-Request-Id", "one");

        HttpResponse<String> passed = new Browser().send(named.copy().header("Authorization", "Bearer " + token));
        assertThat(passed.headers().firstValue("X-Request-Id")).contains("one");
        assertThat(passed.body()).isEqualTo("one");
        HttpResponse<String> refused = new Browser().send(named);
        assertThat(refused.headers().firstValue("X-Request-Id")).contains("one");
        HttpResponse<String> unnamed = send("Bearer " + token);
        assertThat(unnamed.body()).matches("[0-9a-f]{16}");
        assertThat(unnamed.headers().firstValue("X-Request-Id")).contains(unnamed.body());
    }

    @Test
    void whoListensToTheServerIsToldWhatBecameOfEachRequest() {
        mount(REPLACING.passingAnonymous());
        send("Bearer " + token);
        send("Bearer " + token + "x");
        send("Basic abc");
        status = 500;
        send("Basic abc");
        world.storage.failAt("grants.find", StorageUnavailableException::new);
        send("Bearer " + token);
        world.storage.breakAt("grants.find");
        send("Bearer " + token);

        assertThat(told)
                .filteredOn(line -> line.startsWith(TokenSwapFilter.ENDPOINT))
                .containsExactly("swap 200", "swap 401", "swap 200", "swap 200", "swap 503", "swap 500");
    }

    @Test
    void aRefusalThatComesOnAnotherThreadIsOfTheSameRequest() {
        mount(REPLACING, (request, response) -> {
            AsyncContext later = request.startAsync();
            new Thread(() -> {
                        response.setStatus(401);
                        later.complete();
                    })
                    .start();
        });
        HttpRequest.Builder request = HttpRequest.newBuilder(site.address())
                .header("X-Request-Id", "one")
                .header("Authorization", "Bearer " + token);

        assertThat(new Browser().send(request).statusCode()).isEqualTo(401);
        // The container tells of the completion after the answer may have left; stopped, it has.
        site.close();
        assertThat(told).contains("UPSTREAM_TOKEN_REJECTED one");
    }

    @Test
    void twoCredentialsAreNone() {
        mount(REPLACING);
        HttpRequest.Builder request = HttpRequest.newBuilder(site.address())
                .header("Authorization", "Bearer " + token)
                .header("Authorization", "Bearer other");
        assertThat(new Browser().send(request).statusCode()).isEqualTo(400);
        assertThat(reached).hasValue(0);
    }

    @Test
    void aFieldMustHaveAName() {
        assertThatThrownBy(() -> REPLACING.into("X Token")).isInstanceOf(IllegalArgumentException.class);
    }

    private HttpResponse<String> send(String authorization) {
        return new Browser().send(HttpRequest.newBuilder(site.address()).header("Authorization", authorization));
    }

    private HttpResponse<String> send(String authorization, String field) {
        return new Browser()
                .send(HttpRequest.newBuilder(site.address())
                        .header("Authorization", authorization)
                        .header(FIELD, field));
    }
}
