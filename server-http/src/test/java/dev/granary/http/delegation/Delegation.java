package dev.granary.http.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.client.ClientId;
import dev.granary.http.fixture.World;
import dev.granary.http.trust.AllowList;
import dev.granary.scope.Scopes;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** What delegates of these tests do. */
final class Delegation {

    static final String DELEGATE = "delegate";
    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private Delegation() {}

    static Delegate delegate(String id, AllowList actsFor) {
        return Delegate.of(
                new ClientId(id),
                World.CLIENT_SECRET,
                new Delegate.Authority(Scopes.of("openid", "profile"), new TreeSet<>(), actsFor));
    }

    static Map<String, String> request(String subjectToken) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", Delegate.GRANT_TYPE);
        form.put("subject_token", subjectToken);
        form.put("subject_token_type", ACCESS_TOKEN);
        return form;
    }

    static HttpResponse<String> ask(World world, String client, Map<String, String> form) {
        return world.post("/oauth/token", form, World.basic(client, World.CLIENT_SECRET));
    }

    static String exchanged(World world, String client, Map<String, String> form) {
        HttpResponse<String> answer = ask(world, client, form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return String.valueOf(World.json(answer).get("access_token"));
    }

    static void assertRefused(HttpResponse<String> answer, String error) {
        assertThat(World.json(answer)).as(answer.body()).containsEntry("error", error);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    static JWTClaimsSet claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }
}
