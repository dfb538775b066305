package dev.granary.domain.seal;

import dev.granary.seal.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Authenticated encryption of texts, each bound to its place. An envelope is its format, the id of the ring's key and
 * the base64url of salt (32 bytes), nonce (12), ciphertext and tag, parted by points; the key of each envelope is derived
 * from the ring's key and the salt. There is no way back to plain text: what is not such an envelope does not open.
 * Immutable and safe for threads.
 */
public final class Seal {

    private static final String FORMAT = "g1";
    private static final String PURPOSE = "granary seal 1";
    private static final int SALT = 32;

    private final KeyRing ring;
    private final RandomGenerator random;

    /** Seals with the ring's current key and opens with all. {@code random} should be a {@link java.security.SecureRandom}. */
    public Seal(KeyRing ring, RandomGenerator random) {
        this.ring = ring;
        this.random = random;
    }

    /** Seals a text so that it opens only in this place. */
    public Sealed seal(String text, Position position) {
        byte[] salt = bytes(SALT);
        byte[] key = ring.current().derive(PURPOSE, salt);
        byte[] whole = Aead.seal(
                key, bytes(Aead.NONCE), position.associatedData(FORMAT), text.getBytes(StandardCharsets.UTF_8));
        byte[] body = Arrays.copyOf(salt, SALT + whole.length);
        System.arraycopy(whole, 0, body, SALT, whole.length);
        String encoded = Aead.text(body);
        return new Sealed(FORMAT + "." + ring.current().id() + "." + encoded);
    }

    /**
     * Opens what {@link #seal} sealed in the same place.
     *
     * @throws SealBrokenException if it was moved or damaged, or this node's ring lacks the key
     */
    public String open(Sealed sealed, Position position) {
        String[] parts = sealed.envelope().split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(FORMAT)) {
            throw broken(position, "is not an envelope of format " + FORMAT);
        }
        SealingKey key = ring.find(parts[1])
                .orElseThrow(() -> broken(
                        position,
                        "was sealed with a key that is not in this node's ring, which has " + ring.ids()
                                + "; add the key file it was sealed with"));
        byte[] body = Aead.bytes(parts[2]).orElseThrow(() -> broken(position, "is damaged"));
        if (body.length < SALT) {
            throw broken(position, "is damaged");
        }
        return Aead.open(
                        key.derive(PURPOSE, Arrays.copyOf(body, SALT)),
                        position.associatedData(FORMAT),
                        Arrays.copyOfRange(body, SALT, body.length))
                .map(plain -> new String(plain, StandardCharsets.UTF_8))
                .orElseThrow(() -> broken(position, "was moved here from another place, or is damaged"));
    }

    /** Whether a text is an envelope, whatever key it was sealed with. */
    static boolean isEnvelope(String text) {
        return text.startsWith(FORMAT + ".");
    }

    /** Whether a value was sealed with the ring's current key. */
    public boolean isCurrent(Sealed sealed) {
        return sealed.envelope().startsWith(FORMAT + "." + ring.current().id() + ".");
    }

    /** The same value sealed with the ring's current key, in the same place; itself if it already is. */
    public Sealed renewed(Sealed sealed, Position position) {
        return isCurrent(sealed) ? sealed : seal(open(sealed, position), position);
    }

    /** The id of the ring's current key. */
    public String currentKey() {
        return ring.current().id();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static SealBrokenException broken(Position position, String why) {
        return new SealBrokenException(
                "the sealed " + position.field() + " of a record of " + position.kind() + " does not open: it " + why);
    }
}
