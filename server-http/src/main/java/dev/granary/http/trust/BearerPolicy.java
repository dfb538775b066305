package dev.granary.http.trust;

import dev.granary.scope.Resource;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far an issuer's assertions are trusted as grants (RFC 7523).
 *
 * @param audiences what their {@code aud} must name one of; if there is none, the token endpoint
 * @param maxAge the longest time from {@code iat} to {@code exp}, 1 s to 24 h
 * @param subjects for whom, by {@code sub}, and for which resources
 */
public record BearerPolicy(Set<String> audiences, Duration maxAge, Map<String, Set<Resource>> subjects) {

    private static final Duration LONGEST = Duration.ofHours(24);

    /** Copies the collections. @throws IllegalArgumentException if the age is out of its range or nobody is named */
    public BearerPolicy {
        audiences = Set.copyOf(audiences);
        subjects = subjects.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        if (maxAge.compareTo(Duration.ofSeconds(1)) < 0 || maxAge.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("max age: expected 1 s to 24 h, got " + maxAge);
        }
        if (subjects.isEmpty() || subjects.containsValue(Set.<Resource>of())) {
            throw new IllegalArgumentException("subjects: expected at least one, each with a resource");
        }
    }

    /** For assertions to the token endpoint, of 5 min at most. */
    public static BearerPolicy of(Map<String, Set<Resource>> subjects) {
        return new BearerPolicy(Set.of(), Duration.ofMinutes(5), subjects);
    }
}
