package dev.granary.http.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.granary.http.fixture.ForeignIssuer;
import dev.granary.http.fixture.SetClock;
import dev.granary.http.fixture.World;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.scope.Resource;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who vouches for the software of clients that register. */
class SoftwareStatementTest {

    private static final String OURS = "https://vouched.example.com/callback";

    private final ForeignIssuer publisher = new ForeignIssuer(new SetClock());
    private final World world = new World(builder -> builder.audience(new Resource(World.API))
            .trustedIssuer(TrustedIssuer.of(publisher.uri()).forStatements()));

    @AfterEach
    void close() {
        world.close();
        publisher.close();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(publisher.uri().toString())
                .claim("software_id", "sw-1")
                .claim("client_name", "The real one")
                .claim("redirect_uris", List.of(OURS));
    }

    private String statement(UnaryOperator<JWTClaimsSet.Builder> changes) {
        return ForeignIssuer.sign(changes.apply(claims()).build(), "JWT", publisher.key());
    }

    private static HttpResponse<String> register(World world, Object statement) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("redirect_uris", List.of("https://evil.example.com/callback"));
        wanted.put("client_name", "A lie");
        wanted.put("software_statement", statement);
        return world.post("/oauth/register", "application/json", JSONObjectUtils.toJSONString(wanted), Map.of());
    }

    private void assertRefused(Object statement, String error) {
        HttpResponse<String> answer = register(world, statement);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(World.json(answer)).containsEntry("error", error);
    }

    @Test
    void whatTheStatementSaysCountsAndNotWhatTheClientSays() {
        String statement = statement(claims -> claims);
        Map<String, Object> client = World.json(register(world, statement));
        assertThat(client)
                .containsEntry("redirect_uris", List.of(OURS))
                .containsEntry("client_name", "The real one")
                .containsEntry("software_id", "sw-1")
                .containsEntry("software_statement", statement)
                .doesNotContainKey("iss");
    }

    @Test
    void onlyWhoIsTrustedForStatementsApprovesAny() {
        try (World other = new World(builder -> builder.audience(new Resource(World.API))
                .trustedIssuer(
                        TrustedIssuer.of(URI.create("https://id.example.com")).forStatements()))) {
            assertThat(World.json(register(other, statement(claims -> claims))))
                    .containsEntry("error", "unapproved_software_statement");
        }
        assertRefused(
                statement(claims -> claims.issuer("https://unknown.example.com")), "unapproved_software_statement");
        assertRefused(statement(claims -> claims.issuer(null)), "unapproved_software_statement");
    }

    @Test
    void oneThatItsIssuerDidNotMakeForUsAndNowIsInvalid() {
        JWK stranger = ForeignIssuer.ec(Curve.P_256, JWSAlgorithm.ES256, "k1");
        Date now = Date.from(world.clock.instant());
        for (Object statement : List.of(
                "no JWT",
                17,
                "x".repeat(20_000),
                ForeignIssuer.sign(claims().build(), "JWT", stranger),
                ForeignIssuer.sign(claims().build(), "at+jwt", publisher.key()),
                statement(claims -> claims.claim("nonce", "of an ID token")),
                statement(claims -> claims.expirationTime(now)),
                statement(claims -> claims.audience("https://other.example.com")))) {
            assertRefused(statement, "invalid_software_statement");
        }
        Date soon = Date.from(world.clock.instant().plusSeconds(1));
        String fine = statement(claims ->
                claims.expirationTime(soon).audience(world.server.issuer().toString()));
        assertThat(register(world, fine).statusCode()).isEqualTo(201);
    }

    @Test
    void whatItVouchesForIsCheckedAsAnythingElse() {
        assertRefused(
                statement(claims -> claims.claim("redirect_uris", List.of("http://plain.example.com/"))),
                "invalid_redirect_uri");
    }

    @Test
    void itsIssuerOutOfReachIsNoRefusal() {
        publisher.broken = true;
        assertThat(register(world, statement(claims -> claims)).statusCode()).isEqualTo(503);
    }

    @Test
    void whereNobodyIsTrustedTheyAreIgnored() {
        try (World other = new World()) {
            assertThat(World.json(register(other, "anything")))
                    .containsEntry("client_name", "A lie")
                    .doesNotContainKey("software_statement");
        }
    }

    @Test
    void anUpdateIsHeldToItToo() {
        Map<String, Object> client = World.json(register(world, statement(claims -> claims)));
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("client_id", String.valueOf(client.get("client_id")));
        wanted.put("redirect_uris", List.of("https://evil.example.com/callback"));
        wanted.put("software_statement", statement(claims -> claims.claim("client_name", "Renamed")));
        assertThat(World.json(update(client, wanted)))
                .containsEntry("redirect_uris", List.of(OURS))
                .containsEntry("client_name", "Renamed");
        wanted.put("software_statement", "no JWT");
        assertThat(World.json(update(client, wanted))).containsEntry("error", "invalid_software_statement");
    }

    private HttpResponse<String> update(Map<String, Object> client, Map<String, Object> wanted) {
        return world.browser.send(
                HttpRequest.newBuilder(URI.create(String.valueOf(client.get("registration_client_uri"))))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + client.get("registration_access_token"))
                        .PUT(HttpRequest.BodyPublishers.ofString(JSONObjectUtils.toJSONString(wanted))));
    }
}
