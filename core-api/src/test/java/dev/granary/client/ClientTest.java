package dev.granary.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.record.Times;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.000006789Z");
    private static final Optional<ClientSecretHash> SECRET = Optional.of(ClientSecretHash.of("correct horse"));

    @Test
    void aPublicClientHasNoSecret() {
        assertThat(client(TokenEndpointAuthMethod.NONE, Optional.empty(), Optional.empty())
                        .isPublic())
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(TokenEndpointAuthMethod.NONE, SECRET, Optional.empty()))
                .withMessageStartingWith("secret hash: ");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aConfidentialClientHasASecret(TokenEndpointAuthMethod method) {
        assertThat(client(method, SECRET, Optional.empty()).isPublic()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(method, Optional.empty(), Optional.empty()))
                .withMessageStartingWith("secret hash: ");
    }

    @Test
    void aClientIsKeptUntilItExpires() {
        Instant end = Instant.parse("2026-02-03T04:05:06Z");

        assertThat(client(TokenEndpointAuthMethod.NONE, Optional.empty(), Optional.empty())
                        .retainUntil())
                .isEqualTo(Times.FOREVER);
        assertThat(client(TokenEndpointAuthMethod.NONE, Optional.empty(), Optional.of(end))
                        .retainUntil())
                .isEqualTo(end);
    }

    @Test
    void timesAreCutToMicroseconds() {
        Client client = client(TokenEndpointAuthMethod.NONE, Optional.empty(), Optional.of(NOW));

        assertThat(client.createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.000006Z"));
        assertThat(client.expiresAt()).contains(client.createdAt());
    }

    @Test
    void whatTheCallerDoesToItsListsChangesNothing() {
        List<String> uris = new ArrayList<>(List.of("https://app.example.com/cb"));
        TreeSet<Resource> resources = new TreeSet<>();
        ClientMetadata metadata = new ClientMetadata(
                Optional.empty(),
                uris,
                List.of(),
                List.of(),
                Scopes.NONE,
                resources,
                Optional.empty(),
                Optional.empty());

        uris.add("https://evil.example.com/cb");
        resources.add(new Resource("https://evil.example.com/"));

        assertThat(metadata.redirectUris()).containsExactly("https://app.example.com/cb");
        assertThat(metadata.resources()).isEmpty();
    }

    @Test
    void aSecretMatchesItsHashOnly() {
        ClientSecretHash hash = ClientSecretHash.of("correct horse");

        assertThat(hash.matches("correct horse")).isTrue();
        assertThat(hash.matches("correct horse ")).isFalse();
        assertThat(hash.matches("")).isFalse();
        assertThat(hash.toString()).doesNotContain(hash.value());
    }

    private static Client client(
            TokenEndpointAuthMethod method, Optional<ClientSecretHash> secret, Optional<Instant> expiresAt) {
        return new Client(
                new ClientId("c"),
                ClientOrigin.DYNAMIC,
                new ClientMetadata(
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Scopes.NONE,
                        new TreeSet<>(),
                        Optional.empty(),
                        Optional.empty()),
                method,
                secret,
                NOW,
                Optional.empty(),
                expiresAt,
                Optional.empty(),
                Stamp.first(new Revision("AAAAAAAAAAAAAAAAAAAAAA")));
    }
}
