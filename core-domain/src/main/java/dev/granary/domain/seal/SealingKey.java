package dev.granary.domain.seal;

import dev.granary.record.Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One key of the ring. It is never used itself: other keys are derived from it. Never prints itself. */
public final class SealingKey {

    private static final String PRF = "HmacSHA256";

    private final String id;
    private final SecretKey key;

    /**
     * Makes a key.
     *
     * @param id 8 characters of base64url; it shows in envelopes
     * @param bytes exactly 32 bytes from a secure random generator; copied
     * @throws IllegalArgumentException if the id has another form or there is another number of bytes
     */
    public SealingKey(String id, byte[] bytes) {
        this.id = Text.requireBase64Url("key id", id, 8);
        if (bytes.length != 32) {
            throw new IllegalArgumentException("sealing key " + id + ": expected 32 bytes, got " + bytes.length);
        }
        this.key = new SecretKeySpec(bytes, PRF);
    }

    /** The key's id. */
    public String id() {
        return id;
    }

    /** Derives the key of 32 bytes that belongs to this purpose and salt. */
    byte[] derive(String purpose, byte[] salt) {
        byte[] label = purpose.getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance(PRF);
            mac.init(key);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(label.length).array());
            mac.update(label);
            return mac.doFinal(salt);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + PRF, e);
        }
    }

    @Override
    public String toString() {
        return "SealingKey[" + id + "]";
    }
}
