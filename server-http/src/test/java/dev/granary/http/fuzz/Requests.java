package dev.granary.http.fuzz;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.granary.http.fixture.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes requests of choices: each part as a client sends it, or left out, changed, repeated, or something odd. */
final class Requests {

    private static final String TOKEN = "/oauth/token";
    private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
    private static final List<String> ODD = List.of(
            "\u0000",
            "%",
            "\ud83c\udf3e",
            "x".repeat(3000),
            "http://[::1",
            "-1",
            "9".repeat(30),
            "{}",
            "null",
            " ",
            "a b",
            "https://api.example.com/",
            "openid",
            "none",
            "S256",
            "\r\nX: y",
            "<b>",
            "{\"a\":[]}",
            "e30.e30.",
            "javascript:x");

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "GET",
                    "/oauth/authorize",
                    Form.QUERY,
                    "granary-login={cookie}",
                    Map.of(),
                    List.of(
                            "response_type=code",
                            "client_id=native-app",
                            "redirect_uri=" + World.CALLBACK,
                            "scope=openid",
                            "state=s",
                            "code_challenge={challenge}",
                            "code_challenge_method=S256",
                            "prompt=login",
                            "max_age=1",
                            "nonce=n",
                            "resource=" + World.API)),
            new Kind(
                    "GET",
                    "/oauth/callback",
                    Form.QUERY,
                    "granary-login={cookie}",
                    Map.of(),
                    List.of("state={state}", "code={upstream-code}", "iss=x", "error=")),
            new Kind(
                    "POST",
                    TOKEN,
                    Form.FORM,
                    "",
                    Map.of(),
                    List.of(
                            "grant_type=authorization_code",
                            "client_id=native-app",
                            "code={code}",
                            "redirect_uri=" + World.CALLBACK,
                            "code_verifier={verifier}",
                            "resource=" + World.API)),
            new Kind(
                    "POST",
                    TOKEN,
                    Form.FORM,
                    "",
                    Map.of(),
                    List.of(
                            "grant_type=refresh_token",
                            "client_id=native-app",
                            "refresh_token={refresh}",
                            "scope=openid",
                            "resource=" + World.API)),
            new Kind(
                    "POST",
                    TOKEN,
                    Form.FORM,
                    "",
                    Map.of("Authorization", "Basic {web}"),
                    List.of("grant_type=client_credentials", "scope=openid", "resource=" + World.API)),
            new Kind(
                    "POST",
                    TOKEN,
                    Form.FORM,
                    "",
                    Map.of(),
                    List.of(
                            "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer",
                            "assertion={assertion}",
                            "resource=" + World.API,
                            "scope=openid")),
            new Kind(
                    "POST",
                    TOKEN,
                    Form.FORM,
                    "",
                    Map.of("Authorization", "Basic {delegate}"),
                    List.of(
                            "grant_type=urn:ietf:params:oauth:grant-type:token-exchange",
                            "subject_token={access}",
                            "subject_token_type=" + TOKEN_TYPE,
                            "scope=openid",
                            "audience=" + World.API,
                            "resource=" + World.API,
                            "actor_token={foreign}",
                            "actor_token_type=" + TOKEN_TYPE,
                            "requested_token_type=" + TOKEN_TYPE)),
            new Kind(
                    "POST",
                    "/oauth/revoke",
                    Form.FORM,
                    "",
                    Map.of(),
                    List.of("client_id=native-app", "token={refresh}", "token_type_hint=refresh_token")),
            new Kind(
                    "POST",
                    "/oauth/introspect",
                    Form.FORM,
                    "",
                    Map.of("Authorization", "Basic {api}"),
                    List.of("token={access}", "token_type_hint=access_token")),
            new Kind(
                    "POST",
                    "/oauth/register",
                    Form.JSON,
                    "",
                    Map.of("Authorization", "Bearer {initial}"),
                    List.of(
                            "redirect_uris=[]" + World.CALLBACK,
                            "client_name=N",
                            "token_endpoint_auth_method=none",
                            "scope=openid",
                            "grant_types=[]authorization_code",
                            "response_types=[]code",
                            "software_id=s",
                            "post_logout_redirect_uris=[]" + World.CALLBACK)),
            new Kind(
                    "PUT",
                    "/oauth/register/{client}",
                    Form.JSON,
                    "",
                    Map.of("Authorization", "Bearer {registration}"),
                    List.of(
                            "client_id={client}",
                            "client_secret={client-secret}",
                            "redirect_uris=[]" + World.WEB_CALLBACK,
                            "token_endpoint_auth_method=client_secret_post")),
            new Kind(
                    "GET",
                    "/oauth/register/{client}",
                    Form.QUERY,
                    "",
                    Map.of("Authorization", "Bearer {registration}"),
                    List.of("x=y")),
            new Kind(
                    "DELETE",
                    "/oauth/register/{client}",
                    Form.QUERY,
                    "",
                    Map.of("Authorization", "Bearer {registration}"),
                    List.of()),
            new Kind("GET", "/oauth/userinfo", Form.QUERY, "", Map.of("Authorization", "Bearer {access}"), List.of()),
            new Kind(
                    "GET",
                    "/oauth/logout",
                    Form.QUERY,
                    "granary-session={session}",
                    Map.of(),
                    List.of(
                            "id_token_hint={id-token}",
                            "client_id=native-app",
                            "post_logout_redirect_uri=" + World.CALLBACK,
                            "state=s")),
            new Kind(
                    "POST",
                    "/oauth/logout/confirm",
                    Form.FORM,
                    "granary-session={session}",
                    Map.of(),
                    List.of("proof=p", "client_id=native-app")),
            new Kind(
                    "GET",
                    "/oauth/consent",
                    Form.QUERY,
                    "granary-login={ticket-cookie}",
                    Map.of(),
                    List.of("login={ticket}")),
            new Kind(
                    "POST",
                    "/oauth/consent",
                    Form.FORM,
                    "granary-login={ticket-cookie}",
                    Map.of(),
                    List.of("login={ticket}", "decision=allow")),
            new Kind("GET", "/.well-known/openid-configuration", Form.QUERY, "", Map.of(), List.of("x=y")));

    private final Choices choices;

    Requests(Choices choices) {
        this.choices = choices;
    }

    private enum Form {
        QUERY,
        FORM,
        JSON
    }

    /** One sort of request; a field is {@code name=value}, or {@code name=[]value} for a list of one. */
    private record Kind(
            String method, String path, Form form, String cookie, Map<String, String> headers, List<String> fields) {}

    /** One request, as a {@link Script} holds it. */
    String next() {
        Kind kind = choices.of(KINDS);
        Map<String, String> headers = new LinkedHashMap<>();
        kind.headers().forEach((name, value) -> part(value).forEach(sent -> headers.put(name, sent)));
        part(kind.cookie()).forEach(sent -> headers.put("Cookie", sent));
        boolean hasBody = kind.form() != Form.QUERY;
        String content = kind.form() == Form.JSON ? json(kind) : form(kind);
        if (hasBody) {
            String type = kind.form() == Form.JSON ? "application/json" : "application/x-www-form-urlencoded";
            part(type).forEach(sent -> headers.put("Content-Type", sent));
            headers.put("Content-Length", "{length}");
        }
        String target = kind.path() + (hasBody ? "" : "?" + content);
        String fields = headers.entrySet().stream()
                .map(field -> field.getKey() + ": " + bytes(field.getValue()) + "\n")
                .collect(Collectors.joining());
        return kind.method() + " " + target + " HTTP/1.1\nHost: as\n" + fields + "\n" + (hasBody ? content : "");
    }

    private String form(Kind kind) {
        return kind.fields().stream()
                .map(field -> field.split("=", 2))
                .flatMap(pair -> part(pair[1].replace("[]", "")).stream().map(value -> pair[0] + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    /** Braces stay as they are, for what they stand for is put in later. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("%7B", "{")
                .replace("%7D", "}")
                .replace("%21", "!");
    }

    private String json(Kind kind) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String field : kind.fields()) {
            String[] pair = field.split("=", 2);
            List<String> parts = part(pair[1].replace("[]", ""));
            boolean isList = pair[1].startsWith("[]") != choices.number() > 240;
            if (!parts.isEmpty()) {
                members.put(pair[0], isList ? parts : parts.get(0));
            }
        }
        return bytes(JSONObjectUtils.toJSONString(members));
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** One part of a request: most often as it should be. */
    private List<String> part(String usual) {
        int choice = choices.number();
        return switch (choice) {
            case 200 -> List.of();
            case 201 -> List.of(usual, usual);
            case 202 -> List.of(choices.of(ODD));
            case 203 -> List.of("{" + choices.of(Live.names()) + "}");
            case 204 -> List.of(usual.replace("}", "!" + choices.number() + "}"));
            case 205 -> List.of(usual + choices.of(ODD));
            case 206 -> List.of("");
            case 207 -> List.of(choices.of(ODD), usual);
            case 208 -> List.of(usual.substring(0, choices.number() % (usual.length() + 1)));
            default ->
                choice > 208
                        ? List.of("{" + Live.names().get(choice % Live.names().size()) + "}")
                        : List.of(usual);
        };
    }
}
