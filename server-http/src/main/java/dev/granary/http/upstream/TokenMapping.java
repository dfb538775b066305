package dev.granary.http.upstream;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a token answer has what RFC 6749 section 5.1 wants at its top, each as a path: names parted by dots. What it
 * leads to is taken for a bearer token, whatever type the answer says.
 *
 * @param accessToken the access token; needed
 * @param refreshToken the refresh token
 * @param expiresIn how many seconds the access token lasts
 * @param scope what was granted, parted by spaces
 */
public record TokenMapping(
        String accessToken, Optional<String> refreshToken, Optional<String> expiresIn, Optional<String> scope) {

    /** @throws IllegalArgumentException if one is no path */
    public TokenMapping {
        Stream.concat(
                        Stream.of(accessToken),
                        Stream.of(refreshToken, expiresIn, scope).flatMap(Optional::stream))
                .forEach(Document::requirePath);
    }
}
