package dev.granary.dcr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.record.Times;
import dev.granary.upstream.ProviderName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DcrCredentialTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static DcrCredential credential(String clientId, String authorizationEndpoint, String tokenEndpoint) {
        return new DcrCredential(
                new RegistrationKey(
                        "https://auth.example.com",
                        new ProviderName("corp"),
                        "https://auth.example.com/oauth/callback",
                        ScopesHash.of(List.of("openid"))),
                clientId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                authorizationEndpoint,
                tokenEndpoint,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Times.FOREVER,
                Stamp.first(new Revision("AAAAAAAAAAAAAAAAAAAAAA")));
    }

    @Test
    void aPublicOneNeedsNoSecret() {
        assertThat(credential("c", "https://id.example.com/a", "https://id.example.com/t")
                        .secret())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', https://id.example.com/a, https://id.example.com/t, upstream client id",
        "c, '', https://id.example.com/t, authorization endpoint",
        "c, https://id.example.com/a, '', token endpoint",
    })
    void anEmptyPartIsRefusedByItsName(String clientId, String authorization, String token, String field) {
        assertThatThrownBy(() -> credential(clientId, authorization, token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field);
    }
}
