package dev.granary.http.upstream;

import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.upstream.ProviderName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an upstream's token endpoint answered (RFC 6749 section 5.1). Never prints itself.
 *
 * @param name the upstream
 * @param document its answer
 * @param mapping where the answer has what others have at the top
 */
record TokenAnswer(ProviderName name, Document document, Optional<TokenMapping> mapping) {

    private static final long LONGEST_LIFE = 10L * 365 * 24 * 3600;

    /** An answer of the usual form. */
    TokenAnswer(ProviderName name, Map<String, Object> document) {
        this(name, new Document(document), Optional.empty());
    }

    /** Its ID token. @throws UpstreamException if there is none */
    String requireIdToken() {
        return text("id_token").orElseThrow(() -> UpstreamException.refused(name, "it gave no ID token"));
    }

    /** Its tokens. @throws UpstreamException if there is no access token, or it is no bearer token */
    UpstreamTokenSet tokens(Instant now) {
        Optional<String> accessToken =
                text(mapping.map(TokenMapping::accessToken).orElse("access_token"));
        if (accessToken.isEmpty()) {
            // Some upstreams answer with success, and then with an error in it.
            throw UpstreamException.refused(name, "it gave no access token", text("error"));
        }
        if (mapping.isEmpty()
                && text("token_type").filter("bearer"::equalsIgnoreCase).isEmpty()) {
            throw UpstreamException.refused(name, "its access token is no bearer token");
        }
        return new UpstreamTokenSet(
                accessToken,
                mapped("refresh_token", TokenMapping::refreshToken).flatMap(this::text),
                text("id_token"),
                lifetime().map(now::plusSeconds),
                Optional.empty(),
                mapped("scope", TokenMapping::scope)
                        .flatMap(this::text)
                        .map(scope -> List.of(scope.trim().split(" +")))
                        .orElse(List.of()));
    }

    /** Some upstreams send the number as text. */
    private Optional<Long> lifetime() {
        Optional<Object> sent = mapped("expires_in", TokenMapping::expiresIn).flatMap(document::find);
        if (sent.orElse("") instanceof Number number) {
            return Optional.of(bounded(number.longValue()));
        }
        return sent.map(Object::toString)
                .filter(digits -> digits.matches("\\d{1,12}"))
                .map(Long::parseLong)
                .map(TokenAnswer::bounded);
    }

    private static long bounded(long seconds) {
        return Math.max(0, Math.min(seconds, LONGEST_LIFE));
    }

    /** Where a member is to be found: with a mapping only where it says. */
    private Optional<String> mapped(String member, Function<TokenMapping, Optional<String>> path) {
        return mapping.map(path).orElse(Optional.of(member));
    }

    private Optional<String> text(String path) {
        return document.find(path)
                .map(found -> found instanceof String text ? text : "")
                .filter(text -> !text.isBlank());
    }

    @Override
    public String toString() {
        return "TokenAnswer[" + name.value() + "]";
    }
}
