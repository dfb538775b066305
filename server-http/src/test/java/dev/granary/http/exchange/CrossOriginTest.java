package dev.granary.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.Site;
import dev.granary.http.fixture.World;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossOriginTest {

    private static final String ALLOWED = "https://spa.example.com";
    private static final List<String> CALLED =
            List.of("/oauth/token", "/oauth/register", "/oauth/revoke", "/oauth/userinfo");
    private static final List<String> KEPT =
            List.of("/oauth/introspect", "/oauth/authorize", "/oauth/callback", "/oauth/consent", "/oauth/logout");

    private static HttpResponse<String> send(World world, String method, String path, String origin) {
        return new Browser()
                .send(HttpRequest.newBuilder(world.at(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST"));
    }

    private static String allowed(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        return answer.headers().firstValue("Access-Control-Allow-Origin").orElse("nobody");
    }

    @Test
    void theWellKnownIsForEverybodyAndNothingElseIs() {
        try (World world = new World()) {
            for (String path : List.of("/.well-known/jwks.json", "/.well-known/openid-configuration")) {
                assertThat(allowed(send(world, "GET", path, ALLOWED))).isEqualTo("*");
                assertThat(allowed(send(world, "OPTIONS", path, ALLOWED))).isEqualTo("*");
            }
            for (String path : CALLED) {
                assertThat(allowed(send(world, "POST", path, ALLOWED))).as(path).isEqualTo("nobody");
                assertThat(allowed(send(world, "OPTIONS", path, ALLOWED)))
                        .as(path)
                        .isEqualTo("nobody");
            }
        }
    }

    @Test
    void whatClientsCallIsForTheOriginsThatAreAllowedErrorsIncluded() {
        try (World world = new World(builder -> builder.crossOrigin(ALLOWED))) {
            for (String path : CALLED) {
                HttpResponse<String> preflight = send(world, "OPTIONS", path, ALLOWED);
                assertThat(preflight.statusCode()).isEqualTo(204);
                assertThat(allowed(preflight)).isEqualTo(ALLOWED);
                assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                        .contains("Authorization, Content-Type");
                HttpResponse<String> refused = send(world, "POST", path, ALLOWED);
                assertThat(refused.statusCode()).isGreaterThanOrEqualTo(400);
                assertThat(allowed(refused)).as(path).isEqualTo(ALLOWED);
                assertThat(refused.headers().firstValue("Vary")).contains("Origin");
                assertThat(allowed(send(world, "OPTIONS", path, ALLOWED + ".evil.example")))
                        .isEqualTo("nobody");
            }
            for (String path : KEPT) {
                assertThat(allowed(send(world, "GET", path, ALLOWED))).as(path).isEqualTo("nobody");
                assertThat(send(world, "OPTIONS", path, ALLOWED).statusCode()).isEqualTo(405);
            }
        }
    }

    @Test
    void everyOriginMayBeAllowed() {
        try (World world = new World(builder -> builder.crossOrigin("*"))) {
            assertThat(allowed(send(world, "POST", "/oauth/token", "https://anybody.example")))
                    .isEqualTo("*");
        }
    }

    @Test
    void aPathIssuersDocumentsAreAtTheRootToo() {
        try (World world = new World();
                Site site = new Site()) {
            site.mount(world.server.wellKnownServlet());
            assertThat(status(site, "/.well-known/oauth-authorization-server")).isEqualTo(200);
            assertThat(status(site, "/.well-known/oauth-authorization-server/x"))
                    .isEqualTo(404);
            assertThat(status(site, "/oauth/authorize")).isEqualTo(404);
            assertThat(status(site, "/.well-known/jwks.json")).isEqualTo(404);
        }
    }

    private static int status(Site site, String path) {
        return new Browser().get(URI.create(site.address() + path)).statusCode();
    }
}
