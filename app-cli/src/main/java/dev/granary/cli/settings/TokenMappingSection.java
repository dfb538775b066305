package dev.granary.cli.settings;

import dev.granary.http.upstream.TokenMapping;
import java.util.Optional;

/** Reads where an upstream's token answers have what others have at the top. */
final class TokenMappingSection {

    private static final String TOKEN_MAPPING = "token-mapping";
    private static final Setting<String> ACCESS_TOKEN = path("access-token");
    private static final Setting<String> REFRESH_TOKEN = path("refresh-token");
    private static final Setting<String> EXPIRES_IN = path("expires-in");
    private static final Setting<String> SCOPE = path("scope");

    private final Section upstream;

    TokenMappingSection(Section upstream) {
        this.upstream = upstream;
    }

    Optional<TokenMapping> mapping() {
        Section section = upstream.section(TOKEN_MAPPING);
        if (!upstream.has(TOKEN_MAPPING)) {
            return Optional.empty();
        }
        Optional<String> accessToken = section.require(ACCESS_TOKEN);
        Optional<String> refreshToken = section.find(REFRESH_TOKEN);
        Optional<String> expiresIn = section.find(EXPIRES_IN);
        Optional<String> scope = section.find(SCOPE);
        section.close();
        return accessToken.map(path -> new TokenMapping(path, refreshToken, expiresIn, scope));
    }

    private static Setting<String> path(String name) {
        return new Setting<>(
                name,
                value -> new TokenMapping(Values.text(value), Optional.empty(), Optional.empty(), Optional.empty())
                        .accessToken(),
                "data." + name.replace('-', '_'));
    }
}
