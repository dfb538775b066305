package dev.granary.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.granary.client.ClientId;
import dev.granary.http.fixture.Site;
import dev.granary.http.fixture.World;
import dev.granary.http.registration.RateLimits;
import dev.granary.http.registration.RegistrationPolicy;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentedClientsTest {

    private static final String REDIRECT_URI = "http://127.0.0.1/cb";

    private final Site site = new Site();
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final World world = new World(builder ->
            builder.audience(new Resource(World.API)).clientDocuments(new DocumentPolicy(2, Duration.ofMinutes(5))));
    private volatile int status = 200;
    private volatile String type = "application/json";
    private volatile String cacheControl = "";
    private volatile Runnable answer = () -> {};

    @BeforeEach
    void mount() {
        site.serve(this::answer);
        document.put("client_id", id());
        document.put("client_name", "Editor");
        document.put("redirect_uris", List.of(REDIRECT_URI));
        document.put("grant_types", List.of("authorization_code", "refresh_token", "urn:something:else"));
        document.put("token_endpoint_auth_method", "none");
    }

    @AfterEach
    void close() {
        world.close();
        site.close();
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        asked.incrementAndGet();
        answer.run();
        response.setStatus(status);
        response.setContentType(type);
        if (!cacheControl.isEmpty()) {
            response.setHeader("Cache-Control", cacheControl);
        }
        if (status == 302) {
            response.setHeader("Location", "/elsewhere");
        }
        response.getOutputStream().write(JSONObjectUtils.toJSONString(document).getBytes(StandardCharsets.UTF_8));
    }

    private String id() {
        return site.address() + "/client.json";
    }

    private boolean isKnown() {
        return isKnown(id());
    }

    private boolean isKnown(String id) {
        return world.server.clients().find(new ClientId(id)).isPresent();
    }

    private Map<String, String> mine() {
        return Map.of("client_id", id(), "redirect_uri", REDIRECT_URI);
    }

    @Test
    void aClientIsKnownByItsDocumentAndItsGrantsAreRefreshed() {
        Map<String, String> form = World.redemption(world.code(mine()));
        form.putAll(mine());
        Map<String, Object> tokens = World.json(world.token(form));
        assertThat(tokens).containsKeys("access_token", "refresh_token");

        world.clock.advance(Duration.ofHours(1));
        Map<String, String> refresh = World.refreshing(tokens.get("refresh_token"));
        refresh.put("client_id", id());
        Map<String, Object> refreshed = World.json(world.token(refresh));
        assertThat(refreshed).containsKeys("access_token", "refresh_token");
        assertThat(world.introspect(World.RESOURCE_SERVER, refreshed.get("access_token")))
                .containsEntry("client_id", id())
                .containsEntry("active", true);
    }

    @Test
    void theMetadataSaysThatDocumentsAreTaken() {
        assertThat(World.json(world.browser.get(world.at("/.well-known/oauth-authorization-server"))))
                .containsEntry("client_id_metadata_document_supported", true);
        try (World without = new World()) {
            assertThat(World.json(without.browser.get(without.at("/.well-known/oauth-authorization-server"))))
                    .doesNotContainKey("client_id_metadata_document_supported");
            assertThat(without.server.clients().find(new ClientId(id()))).isEmpty();
            assertThat(asked).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"client_id\":\"https://other.example.com/client.json\"}",
                "{\"token_endpoint_auth_method\":\"client_secret_basic\"}",
                "{\"client_secret\":\"secret\"}",
                "{\"redirect_uris\":[\"http://example.com/cb\"]}",
                "{\"redirect_uris\":[]}",
                "{\"grant_types\":[\"refresh_token\"]}",
                "{\"grant_types\":[null]}",
                "{\"response_types\":[\"token\"]}",
                "{\"scope\":\"admin\"}",
                "{\"scope\":7}",
            })
    void aDocumentThatIsNotAcceptableIsNoClient(String changes) throws Exception {
        document.putAll(JSONObjectUtils.parse(changes));
        assertThat(isKnown()).isFalse();
    }

    @Test
    void aDocumentWithoutScopesGetsTheDefaultsAndEveryOneTheBaseline() {
        RegistrationPolicy policy = new RegistrationPolicy(
                false,
                true,
                false,
                Optional.of(Scopes.of("openid")),
                Scopes.of("profile"),
                Set.of(),
                RateLimits.DEFAULT,
                Optional.empty());
        try (World other = new World(
                builder -> builder.clientDocuments(DocumentPolicy.DEFAULT).registration(policy))) {
            assertThat(scopes(other, "1").values()).containsExactly("openid", "profile");
            document.put("scope", "offline_access");
            assertThat(scopes(other, "2").values()).containsExactly("offline_access", "profile");
        }
    }

    private Scopes scopes(World other, String query) {
        String id = id() + "?" + query;
        document.put("client_id", id);
        return other.server
                .clients()
                .find(new ClientId(id))
                .orElseThrow()
                .metadata()
                .scopes();
    }

    @Test
    void whoAsksForTheSameAtOnceSharesOneRequest() throws Exception {
        CountDownLatch answering = new CountDownLatch(1);
        answer = () -> await(answering);
        FutureTask<Boolean> first = new FutureTask<>(this::isKnown);
        FutureTask<Boolean> second = new FutureTask<>(this::isKnown);
        Thread leader = new Thread(first);
        Thread follower = new Thread(second);
        leader.start();
        waitUntil(() -> asked.get() == 1);
        follower.start();
        waitUntil(() -> follower.getState() == Thread.State.WAITING || asked.get() > 1);
        answering.countDown();
        assertThat(first.get()).isTrue();
        assertThat(second.get()).isTrue();
        assertThat(asked).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void waitUntil(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aDocumentMustBeThereAsJsonAndSmall() {
        type = "text/html";
        assertThat(isKnown()).isFalse();
        type = "application/json";
        document.put("padding", "x".repeat(10 * 1024));
        assertThat(isKnown(id() + "?large")).isFalse();
        document.remove("padding");
        for (int wrong : List.of(204, 302, 404, 500)) {
            status = wrong;
            assertThat(isKnown(id() + "?" + wrong)).as("status %s", wrong).isFalse();
        }
        assertThat(asked).hasValue(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a/../client.json", "/%2e%2E/client.json", "/client.json#fragment"})
    void aUrlThatIsNoneOfADocumentIsNotAskedFor(String path) {
        assertThat(isKnown(site.address() + path)).isFalse();
        assertThat(isKnown("http://user@127.0.0.1:" + site.address().getPort() + "/client.json"))
                .isFalse();
        assertThat(isKnown("http://example.com/client.json")).isFalse();
        assertThat(asked).hasValue(0);
    }

    @Test
    void aDocumentIsAskedForAgainWhenItsTimeIsOver() {
        assertThat(isKnown()).isTrue();
        world.clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(isKnown()).isTrue();
        assertThat(asked).hasValue(1);
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(isKnown()).isTrue();
        assertThat(asked).hasValue(2);
    }

    @Test
    void aDocumentIsKeptAsShortAsItSaysWithinBounds() {
        cacheControl = "public, max-age=60";
        assertThat(isKnown()).isTrue();
        world.clock.advance(Duration.ofSeconds(60));
        cacheControl = "no-store";
        assertThat(isKnown()).isTrue();
        assertThat(asked).hasValue(2);
        world.clock.advance(Duration.ofSeconds(29));
        assertThat(isKnown()).isTrue();
        assertThat(asked).hasValue(2);
        world.clock.advance(Duration.ofSeconds(1));
        cacheControl = "max-age=86400";
        assertThat(isKnown()).isTrue();
        world.clock.advance(Duration.ofMinutes(5));
        assertThat(isKnown()).isTrue();
        assertThat(asked).hasValue(4);
    }

    @Test
    void aMissIsRememberedForAShortWhile() {
        status = 404;
        assertThat(isKnown()).isFalse();
        status = 200;
        assertThat(isKnown()).isFalse();
        assertThat(asked).hasValue(1);
        world.clock.advance(Duration.ofSeconds(30));
        assertThat(isKnown()).isTrue();
    }

    @Test
    void whenAHostDoesNotAnswerItsLastDocumentIsGoodForAWhile() {
        assertThat(isKnown()).isTrue();
        world.clock.advance(Duration.ofMinutes(6));
        status = 503;
        assertThat(isKnown()).isTrue();
        world.clock.advance(Duration.ofHours(1));
        assertThat(isKnown()).isFalse();
    }

    @Test
    void aDocumentThatIsWithdrawnEndsItsClientAtOnce() {
        assertThat(isKnown()).isTrue();
        world.clock.advance(Duration.ofMinutes(6));
        status = 404;
        assertThat(isKnown()).isFalse();
    }

    @Test
    void theLeastRecentlyUsedGoesFirst() {
        for (String query : List.of("1", "2", "1", "3", "1", "2")) {
            document.put("client_id", id() + "?" + query);
            assertThat(isKnown(id() + "?" + query)).isTrue();
        }
        assertThat(asked).hasValue(4);
    }

    @Test
    void aClientWithASecretCannotPoseAsOneThatIsKnownByItsDocument() {
        Map<String, String> form = World.redemption(world.code(mine()));
        form.remove("client_id");
        form.put("redirect_uri", REDIRECT_URI);
        assertThat(world.post("/oauth/token", form, World.basic("x", "y")).statusCode())
                .isEqualTo(401);
    }
}
