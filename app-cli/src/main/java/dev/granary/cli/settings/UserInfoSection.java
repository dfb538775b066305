package dev.granary.cli.settings;

import dev.granary.http.upstream.IdentityFields;
import dev.granary.http.upstream.IdentitySource;
import dev.granary.http.upstream.UserInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads where an upstream says who somebody is. */
final class UserInfoSection {

    private static final String USERINFO = "userinfo";
    private static final String FROM_TOKEN = "identity-from-token";
    private static final Setting<URI> ENDPOINT =
            new Setting<>("endpoint", Addresses::endpoint, "https://login.example.com/userinfo");
    private static final Setting<UserInfo.Method> METHOD = new Setting<>("method", UserInfoSection::method, "GET");
    private static final Setting<Map<String, String>> HEADERS =
            new Setting<>("headers", UserInfoSection::headers, "X-Api-Version: 2022-11-28");
    private static final Setting<List<String>> SUBJECT = paths("subject", "[id, data.user.id]");
    private static final Setting<List<String>> NAME = paths("name", "[display_name, login]");
    private static final Setting<List<String>> EMAIL = paths("email", "[email]");

    private final Section upstream;

    UserInfoSection(Section upstream) {
        this.upstream = upstream;
    }

    /** Where it is asked, if it is. */
    Optional<UserInfo> userInfo() {
        Section section = upstream.section(USERINFO);
        if (!upstream.has(USERINFO)) {
            return Optional.empty();
        }
        Optional<URI> endpoint = section.require(ENDPOINT);
        UserInfo.Method method = section.find(METHOD).orElse(UserInfo.Method.GET);
        Map<String, String> headers = section.find(HEADERS).orElse(Map.of());
        IdentityFields fields = fields(section, section.find(SUBJECT).orElse(IdentityFields.STANDARD.subject()));
        section.close();
        return endpoint.map(found -> new UserInfo(found, method, headers, fields));
    }

    /** How a plain OAuth 2.0 provider tells users apart: in one way, or in none. */
    IdentitySource identity() {
        Optional<UserInfo> userInfo = userInfo();
        Optional<IdentityFields> inAnswer = inTokenAnswer();
        if (userInfo.isPresent() && inAnswer.isPresent()) {
            upstream.fault(FROM_TOKEN, "stands beside " + USERINFO, "remove one of the two");
        }
        return inAnswer.<IdentitySource>map(IdentitySource.InTokenAnswer::new)
                .or(() -> userInfo.map(IdentitySource.AtUserInfo::new))
                .orElseGet(IdentitySource.Synthetic::new);
    }

    private Optional<IdentityFields> inTokenAnswer() {
        Section section = upstream.section(FROM_TOKEN);
        if (!upstream.has(FROM_TOKEN)) {
            return Optional.empty();
        }
        Optional<List<String>> subject = section.require(SUBJECT);
        Optional<IdentityFields> fields = subject.map(found -> fields(section, found));
        section.close();
        return fields;
    }

    private static IdentityFields fields(Section section, List<String> subject) {
        return new IdentityFields(
                subject,
                section.find(NAME).orElse(IdentityFields.STANDARD.name()),
                section.find(EMAIL).orElse(IdentityFields.STANDARD.email()));
    }

    /** The fields are put together here too, for their constructor to look at the paths. */
    private static Setting<List<String>> paths(String name, String example) {
        return new Setting<>(
                name,
                value -> new IdentityFields(Values.list(Values::text).apply(value), List.of(), List.of()).subject(),
                example);
    }

    private static UserInfo.Method method(Object value) {
        return switch (Values.text(value)) {
            case "GET" -> UserInfo.Method.GET;
            case "POST" -> UserInfo.Method.POST;
            default -> throw new IllegalArgumentException("expected GET or POST");
        };
    }

    private static Map<String, String> headers(Object value) {
        Map<String, String> headers = new TreeMap<>();
        Values.mapping(value).forEach((name, inner) -> headers.put(name, Values.text(inner)));
        URI nowhere = URI.create("https://login.example.com");
        return new UserInfo(nowhere, UserInfo.Method.GET, headers, IdentityFields.STANDARD).headers();
    }
}
