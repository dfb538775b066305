package dev.granary.http.fuzz;

import com.nimbusds.jose.util.Base64;
import dev.granary.http.fixture.ForeignIssuer;
import dev.granary.http.fixture.IdentityProvider;
import dev.granary.http.fixture.World;
import dev.granary.pkce.CodeChallenge;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody holds in the middle of real conversations: codes, tokens, cookies, each made when it is first asked for,
 * as clients and browsers come by it.
 */
final class Live {

    /** What may be shown to everybody. */
    private static final Set<String> OPEN = Set.of("client", "challenge");

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CODE_PARAMETERS = "&redirect_uri=" + World.CALLBACK + "&code_verifier=";
    private static final Pattern TICKET = Pattern.compile("name=\"login\" value=\"([^\"]+)\"");

    private final World world;
    private final ForeignIssuer foreign;
    private final Map<String, String> values = new LinkedHashMap<>();

    Live(World world, ForeignIssuer foreign) {
        this.world = world;
        this.foreign = foreign;
    }

    /** The value of this name; empty if there is no such. */
    Optional<String> value(String name) {
        if (!values.containsKey(name)) {
            make(name);
        }
        return Optional.ofNullable(values.get(name));
    }

    /** Everything that was made so far and that nobody may be shown. */
    Stream<String> secrets() {
        Stream<String> made = values.entrySet().stream()
                .filter(entry -> !OPEN.contains(entry.getKey()))
                .map(Map.Entry::getValue);
        return Stream.concat(
                made,
                Stream.of(
                        World.CLIENT_SECRET,
                        IdentityProvider.SECRET,
                        World.VERIFIER.value(),
                        "upstream-access-",
                        "upstream-refresh-"));
    }

    private void make(String name) {
        switch (name) {
            case "challenge" -> put(name, CodeChallenge.of(World.VERIFIER).value());
            case "verifier" -> put(name, World.VERIFIER.value());
            case "secret" -> put(name, World.CLIENT_SECRET);
            case "web", "api", "delegate" -> put(name, basic(name));
            case "cookie", "state", "upstream-code" -> begin();
            case "code", "session" -> code();
            case "access", "refresh", "id-token" -> tokens();
            case "spent", "retried" -> spend();
            case "client", "client-secret", "registration" -> register();
            case "ticket", "ticket-cookie" -> ask();
            case "initial" -> put(name, initial());
            case "assertion" -> put(name, assertion());
            case "foreign" -> put(name, foreign.token(claims -> claims));
            default -> {}
        }
    }

    private void put(String name, String value) {
        values.put(name, value);
    }

    private static String basic(String name) {
        String id = name.equals("web") ? World.WEB : name;
        return Base64.encode(id + ":" + World.CLIENT_SECRET).toString();
    }

    private String initial() {
        return world.server.initialAccessTokens().issue(Duration.ofHours(1), Optional.of(3L));
    }

    private String assertion() {
        return foreign.token(
                claims -> claims.audience(world.at("/oauth/token").toString()).jwtID("j" + world.clock.instant()));
    }

    /** A login that is at the upstream: what the browser came back with is not sent yet. */
    private void begin() {
        Returning returning = returning(World.PUBLIC);
        put("cookie", returning.cookie());
        put("state", returning.state());
        put("upstream-code", returning.code());
    }

    private void code() {
        Reply back = landed(returning(World.PUBLIC));
        put("code", back.parameter("code"));
        put("session", back.cookie("granary-session").orElseThrow());
    }

    private void tokens() {
        Reply tokens = token("grant_type=authorization_code&code="
                + landed(returning(World.PUBLIC)).parameter("code") + CODE_PARAMETERS + World.VERIFIER.value());
        put("access", tokens.member("access_token"));
        put("refresh", tokens.member("refresh_token"));
        put("id-token", tokens.member("id_token"));
    }

    private void spend() {
        Reply first = token("grant_type=authorization_code&code="
                + landed(returning(World.PUBLIC)).parameter("code") + CODE_PARAMETERS + World.VERIFIER.value());
        put("spent", first.member("refresh_token"));
        Reply second = token("grant_type=refresh_token&refresh_token=" + first.member("refresh_token"));
        put("retried", second.member("refresh_token"));
        token("grant_type=refresh_token&refresh_token=" + second.member("refresh_token"));
    }

    private void register() {
        Reply registered = registered("client_secret_basic");
        put("client", registered.member("client_id"));
        put("client-secret", registered.member("client_secret"));
        put("registration", registered.member("registration_access_token"));
    }

    /** A login that waits for its user's consent. */
    private void ask() {
        Returning returning = returning(registered("none").member("client_id"));
        Reply question = get(pathOf(landed(returning)), returning.cookie());
        put("ticket", question.found(TICKET).orElseThrow());
        put("ticket-cookie", returning.cookie());
    }

    private record Returning(String cookie, String state, String code) {}

    private Returning returning(String client) {
        URI authorize = world.authorize(Map.of("client_id", client));
        Reply away = get(authorize.getRawPath() + "?" + authorize.getRawQuery(), "");
        Reply back = new Reply(world.provider.exchange(head("GET", pathOf(away), Map.of()) + "\r\n"));
        return new Returning(
                away.cookie("granary-login").orElseThrow(), away.parameter("state"), back.parameter("code"));
    }

    private Reply landed(Returning returning) {
        return get("/oauth/callback?state=" + returning.state() + "&code=" + returning.code(), returning.cookie());
    }

    private static String pathOf(Reply redirect) {
        URI location = URI.create(redirect.header("Location").orElseThrow());
        return location.getRawPath() + "?" + location.getRawQuery();
    }

    private Reply registered(String method) {
        return post(
                "/oauth/register",
                "application/json",
                "{\"redirect_uris\":[\"" + (method.equals("none") ? World.CALLBACK : World.WEB_CALLBACK)
                        + "\"],\"token_endpoint_auth_method\":\"" + method + "\"}");
    }

    private Reply token(String form) {
        return post("/oauth/token", FORM, "client_id=" + World.PUBLIC + "&" + form);
    }

    private Reply get(String target, String cookie) {
        Map<String, String> fields = cookie.isEmpty() ? Map.of() : Map.of("Cookie", "granary-login=" + cookie);
        return new Reply(world.exchange(head("GET", target, fields) + "\r\n"));
    }

    private Reply post(String target, String type, String body) {
        Map<String, String> fields = new HashMap<>(Map.of("Content-Type", type));
        fields.put("Content-Length", Integer.toString(body.length()));
        return new Reply(world.exchange(head("POST", target, fields) + "\r\n" + body));
    }

    private static String head(String method, String target, Map<String, String> fields) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        fields.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.toString();
    }

    /** The names of all values there are. */
    static List<String> names() {
        return List.of(
                "challenge",
                "verifier",
                "secret",
                "web",
                "api",
                "delegate",
                "cookie",
                "state",
                "upstream-code",
                "code",
                "session",
                "access",
                "refresh",
                "id-token",
                "spent",
                "retried",
                "client",
                "client-secret",
                "registration",
                "ticket",
                "ticket-cookie",
                "initial",
                "assertion",
                "foreign");
    }
}
