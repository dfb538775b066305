package dev.granary.cli.demo;

import java.util.Optional;

/**
 * An answer of the token endpoint. Never prints its tokens.
 *
 * @param accessToken the access token, empty if refused
 * @param refreshToken the next refresh token, empty if refused
 */
record Answer(Optional<String> accessToken, Optional<String> refreshToken) {

    static final Answer REFUSED = new Answer(Optional.empty(), Optional.empty());

    boolean isRefused() {
        return accessToken.isEmpty() && refreshToken.isEmpty();
    }

    @Override
    public String toString() {
        return isRefused() ? "Answer[refused]" : "Answer[tokens]";
    }
}
