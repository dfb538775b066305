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

    /** The only refusal that the story expects; any other would be a fault that it must not take for one. */
    static Answer refusedWith(String error) {
        if (!error.equals("invalid_grant")) {
            throw new IllegalStateException("the server answered with " + error);
        }
        return REFUSED;
    }

    boolean isRefused() {
        return accessToken.isEmpty() && refreshToken.isEmpty();
    }

    @Override
    public String toString() {
        return isRefused() ? "Answer[refused]" : "Answer[tokens]";
    }
}
