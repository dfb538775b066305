package dev.granary.cli.settings;

import java.util.Locale;
import java.util.stream.Stream;

/** What an upstream speaks. */
enum UpstreamType {
    /** OpenID Connect. */
    OIDC,
    /** Plain OAuth 2.0. */
    OAUTH2;

    static UpstreamType of(Object value) {
        String text = Values.text(value);
        return Stream.of(values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected oidc or oauth2"));
    }
}
