package dev.granary.domain.seal;

import dev.granary.grant.GrantId;
import dev.granary.grant.SealedSecret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Seals a successor's secret so that it takes both the token before it and the server's key to open it: database, server
 * and old token each open nothing alone.
 */
public final class RetrySeal {

    private static final String PURPOSE = "granary retry 1";

    private final KeyRing ring;
    private final RandomGenerator random;

    /** Seals with the ring's current key. {@code random} should be a {@link java.security.SecureRandom}. */
    public RetrySeal(KeyRing ring, RandomGenerator random) {
        this.ring = ring;
        this.random = random;
    }

    /** Seals {@code secret}, the successor's, for who presents {@code token} again. */
    public SealedSecret seal(String token, GrantId grant, int generation, byte[] secret) {
        byte[] nonce = new byte[Aead.NONCE];
        random.nextBytes(nonce);
        byte[] whole = Aead.seal(key(ring.current(), token), nonce, place(grant, generation), secret);
        String text = Aead.text(whole);
        return new SealedSecret(ring.current().id() + "." + text);
    }

    /** Opens what {@link #seal} sealed; empty if it does not open, for whatever reason. */
    public Optional<byte[]> open(SealedSecret sealed, String token, GrantId grant, int generation) {
        String[] parts = sealed.envelope().split("\\.", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        return ring.find(parts[0])
                .flatMap(key -> Aead.bytes(parts[1])
                        .flatMap(whole -> Aead.open(key(key, token), place(grant, generation), whole)));
    }

    private static byte[] key(SealingKey key, String token) {
        return key.derive(PURPOSE, token.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] place(GrantId grant, int generation) {
        byte[] id = grant.value().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(id.length + Integer.BYTES)
                .put(id)
                .putInt(generation)
                .array();
    }
}
