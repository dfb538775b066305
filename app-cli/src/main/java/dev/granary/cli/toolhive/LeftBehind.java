package dev.granary.cli.toolhive;

import java.util.stream.Stream;

/** What is not carried over: it is worth nothing to a server with other keys, or it is over in minutes. */
enum LeftBehind {
    ACCESS_TOKENS("access tokens", "access:"),
    REFRESH_TOKENS("refresh tokens", "refresh:"),
    CODES("authorization codes", "authcode:|invalidated:|pkce:"),
    LOGINS("logins on their way", "pending:"),
    ASSERTIONS("used assertions", "jwt:|assertion-jwt:"),
    INDEXES("indexes", "reqid:"),
    UNKNOWN("keys of an unknown sort", "(?!)");

    private final String plural;
    private final String beginnings;

    LeftBehind(String plural, String beginnings) {
        this.plural = plural;
        this.beginnings = beginnings;
    }

    /** Of what sort a key is, prefix taken away. */
    static LeftBehind of(String key) {
        return Stream.of(values())
                .filter(sort -> key.matches("(?s)(" + sort.beginnings + ").*"))
                .findFirst()
                .orElse(UNKNOWN);
    }

    @Override
    public String toString() {
        return plural;
    }
}
