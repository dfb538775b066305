package dev.granary.http.upstream;

import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.upstream.ProviderName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an upstream's token endpoint answered (RFC 6749 section 5.1). Never prints itself. */
record TokenAnswer(ProviderName name, Map<String, Object> document) {

    private static final long LONGEST_LIFE = 10L * 365 * 24 * 3600;

    /** Its ID token. @throws UpstreamException if there is none */
    String requireIdToken() {
        return text("id_token").orElseThrow(() -> UpstreamException.refused(name, "it gave no ID token"));
    }

    /** Its tokens. @throws UpstreamException if there is no access token, or it is no bearer token */
    UpstreamTokenSet tokens(Instant now) {
        if (!text("token_type").filter("bearer"::equalsIgnoreCase).isPresent()) {
            throw UpstreamException.refused(name, "its access token is no bearer token");
        }
        Optional<String> accessToken = text("access_token");
        if (accessToken.isEmpty()) {
            throw UpstreamException.refused(name, "it gave no access token");
        }
        return new UpstreamTokenSet(
                accessToken,
                text("refresh_token"),
                text("id_token"),
                lifetime().map(now::plusSeconds),
                Optional.empty(),
                text("scope").map(scope -> List.of(scope.trim().split(" +"))).orElse(List.of()));
    }

    /** Some upstreams send the number as text. */
    private Optional<Long> lifetime() {
        Object sent = document.get("expires_in");
        if (sent instanceof Number number) {
            return Optional.of(bounded(number.longValue()));
        }
        return text("expires_in")
                .filter(digits -> digits.matches("\\d{1,12}"))
                .map(Long::parseLong)
                .map(TokenAnswer::bounded);
    }

    private static long bounded(long seconds) {
        return Math.max(0, Math.min(seconds, LONGEST_LIFE));
    }

    private Optional<String> text(String member) {
        return document.get(member) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String toString() {
        return "TokenAnswer[" + name.value() + "]";
    }
}
