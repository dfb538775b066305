package dev.granary.cli.settings;

import dev.granary.http.trust.AllowList;
import dev.granary.http.trust.BearerPolicy;
import dev.granary.http.trust.SubjectPolicy;
import dev.granary.http.trust.TrustedActors;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.http.uri.SecureUris;
import dev.granary.scope.Resource;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the other issuers whose tokens are trusted. */
final class TrustedIssuerSection {

    private static final Setting<URI> ISSUER =
            new Setting<>("issuer", TrustedIssuerSection::uri, "https://id.example.com");
    private static final Setting<URI> JWKS_URI =
            new Setting<>("jwks-uri", TrustedIssuerSection::uri, "https://id.example.com/keys");
    private static final Setting<Boolean> PRIVATE = new Setting<>("allow-private-addresses", Values::flag, "true");
    private static final Setting<String> AUDIENCE = new Setting<>("audience", Values::text, "https://api.example.com/");
    private static final Setting<AllowList> DELEGATES =
            new Setting<>("delegates", DelegateSection::names, "[my-delegate], or '*' for every delegate");
    private static final Setting<List<String>> ACTORS = new Setting<>("actors", Values.list(Values::text), "[reports]");
    private static final Setting<String> ACTOR_CLAIM = new Setting<>("actor-claim", Values::text, "azp");
    private static final Setting<Map<String, Object>> ACTOR_MATCH =
            new Setting<>("actor-match", Values::mapping, "{roles: delegator}");
    private static final Setting<Boolean> MAY_ACT = new Setting<>("may-act", Values::flag, "true");
    private static final Setting<Boolean> STATEMENTS = new Setting<>("software-statements", Values::flag, "true");
    private static final Setting<List<String>> AUDIENCES =
            new Setting<>("assertion-audiences", Values.list(Values::text), "[https://auth.example.com/oauth/token]");
    private static final Setting<Duration> MAX_AGE =
            new Setting<>("assertion-max-age", Values.duration("1s", "24h"), "5m");
    private static final Setting<String> SUBJECT = new Setting<>("subject", Values::text, "nightly-job");
    private static final Setting<List<Resource>> RESOURCES = new Setting<>(
            "resources", Values.list(value -> new Resource(Values.text(value))), "[https://api.example.com/]");

    private final Section root;

    TrustedIssuerSection(Section root) {
        this.root = root;
    }

    List<TrustedIssuer> read() {
        List<TrustedIssuer> issuers = root.sections("trusted-issuers", TrustedIssuerSection::issuer);
        if (issuers.stream().map(TrustedIssuer::issuer).distinct().count() < issuers.size()) {
            root.fault("trusted-issuers", "has one issuer twice", "write each issuer once");
        }
        return issuers;
    }

    private static Optional<TrustedIssuer> issuer(Section section) {
        Optional<URI> issuer = section.require(ISSUER);
        Optional<URI> jwksUri = section.find(JWKS_URI);
        boolean inPrivateNetwork = section.find(PRIVATE).orElse(false);
        if (inPrivateNetwork && !section.has(JWKS_URI.name())) {
            section.fault(PRIVATE.name(), "stands without jwks-uri", JWKS_URI.remedy());
        }
        Optional<SubjectPolicy> subjects = subjects(section);
        Optional<BearerPolicy> assertions = assertions(section);
        boolean statements = section.find(STATEMENTS).orElse(false);
        section.close();
        return issuer.map(
                known -> new TrustedIssuer(known, jwksUri, inPrivateNetwork, subjects, assertions, statements));
    }

    private static Optional<SubjectPolicy> subjects(Section section) {
        boolean wanted = List.of(AUDIENCE, DELEGATES, ACTORS, ACTOR_CLAIM, ACTOR_MATCH, MAY_ACT).stream()
                .anyMatch(setting -> section.has(setting.name()));
        if (!wanted && (section.has("assertion-subjects") || section.has(STATEMENTS.name()))) {
            return Optional.empty();
        }
        Optional<String> audience = section.require(AUDIENCE);
        Optional<AllowList> delegates = section.require(DELEGATES);
        TrustedActors actors = new TrustedActors(
                section.find(ACTOR_CLAIM).orElse(TrustedActors.NOBODY.claim()),
                Set.copyOf(section.find(ACTORS).orElse(List.of())),
                section.find(ACTOR_MATCH).map(TrustedIssuerSection::matcher).orElse(claims -> false));
        boolean mayAct = section.find(MAY_ACT).orElse(false);
        if (mayAct && delegates.filter(AllowList::isAny).isPresent()) {
            section.fault(DELEGATES.name(), "is '*' beside may-act", "name the delegates");
        }
        return audience.flatMap(known -> delegates.map(these -> new SubjectPolicy(known, actors, these, mayAct)));
    }

    /** Every claim that is named must have its value, or be a list that holds it. */
    private static Predicate<Map<String, Object>> matcher(Map<String, Object> wanted) {
        return claims ->
                wanted.entrySet().stream().allMatch(entry -> has(claims.get(entry.getKey()), entry.getValue()));
    }

    private static boolean has(@Nullable Object claim, Object value) {
        return claim instanceof List<?> many ? many.contains(value) : value.equals(claim);
    }

    private static Optional<BearerPolicy> assertions(Section section) {
        Map<String, Set<Resource>> subjects = new HashMap<>();
        section.sections("assertion-subjects", TrustedIssuerSection::subject)
                .forEach(one -> subjects.computeIfAbsent(one.subject(), unused -> new HashSet<>())
                        .addAll(one.resources()));
        Set<String> audiences = Set.copyOf(section.find(AUDIENCES).orElse(List.of()));
        Duration maxAge = section.find(MAX_AGE).orElse(Duration.ofMinutes(5));
        return subjects.isEmpty() ? Optional.empty() : Optional.of(new BearerPolicy(audiences, maxAge, subjects));
    }

    private record Bound(String subject, List<Resource> resources) {}

    private static Optional<Bound> subject(Section section) {
        Optional<String> subject = section.require(SUBJECT);
        Optional<List<Resource>> resources = section.require(RESOURCES);
        section.close();
        return subject.flatMap(known -> resources.map(these -> new Bound(known, these)));
    }

    private static URI uri(Object value) {
        return SecureUris.parse(Values.text(value))
                .filter(SecureUris::isSecure)
                .orElseThrow(() -> new IllegalArgumentException("expected an https URI, or http on loopback"));
    }
}
