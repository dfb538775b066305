package dev.granary.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.authorization.LoginLimits;
import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.SealingKey;
import dev.granary.fence.Fence;
import dev.granary.fence.FenceKey;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.record.Namespace;
import dev.granary.spi.Storage;
import dev.granary.storage.memory.MemoryStorage;
import dev.granary.upstream.ProviderName;
import dev.granary.user.Subject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongestLoginTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void aFenceStandsAsLongAsALoginThroughEveryUpstreamCanTake() {
        InstantSource clock = InstantSource.fixed(NOW);
        try (Storage storage = MemoryStorage.builder(clock).open();
                AuthServer server = server(storage, clock)) {
            assertThat(server.revocations().revokeSubject(new Subject("alice"))).isEqualTo(new BulkOutcome.Complete(0));

            Fence fence = storage.in(Namespace.DEFAULT)
                    .fences()
                    .find(FenceKey.of(new Subject("alice")))
                    .orElseThrow();
            assertThat(fence.retainUntil())
                    .isAfterOrEqualTo(NOW.plus(LoginLimits.DEFAULT.life().multipliedBy(3)));
        }
    }

    private static AuthServer server(Storage storage, InstantSource clock) {
        KeyRing ring = new KeyRing(new SealingKey("firstkey", new byte[32]), List.of());
        return AuthServer.builder(storage, ring, URI.create("https://auth.example.com"))
                .upstream(upstream("first"))
                .upstream(upstream("second"))
                .audit(event -> {})
                .clock(clock)
                .random(new SecureRandom())
                .build();
    }

    private static UpstreamProvider upstream(String name) {
        return UpstreamProvider.of(
                new ProviderName(name), URI.create("https://" + name + ".example.com"), "granary", "a-secret");
    }
}
