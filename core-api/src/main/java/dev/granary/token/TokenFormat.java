package dev.granary.token;

import dev.granary.grant.CredentialKind;
import dev.granary.grant.GrantId;
import dev.granary.grant.Presented;
import dev.granary.grant.TokenHash;
import dev.granary.record.Namespace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Spells and recognises the token values of one namespace.
 *
 * <p>A value is a prefix of four characters and the base64url of: secret id (6 bytes), grant id (16), generation (4), a
 * body (32 random bytes; in an access token 8 bytes of expiry and 18 random ones), MAC (32). The MAC covers prefix,
 * namespace and everything before it. Every value of a kind has the same length, so nothing longer or shorter is even
 * decoded. Immutable and safe for threads; the random source must be, too.
 */
public final class TokenFormat {

    private static final int SECRET_ID = 6;
    private static final int GRANT_ID = 16;
    private static final int GENERATION = 4;
    private static final int CREDENTIAL_BODY = 32;
    private static final int ACCESS_BODY = 26;
    private static final int MAC = 32;
    private static final int HEAD = SECRET_ID + GRANT_ID + GENERATION;
    private static final String ACCESS_PREFIX = "gra_";

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final byte[] namespace;
    private final Supplier<MacSecrets> secrets;
    private final RandomGenerator random;

    /** Spells values of {@code namespace}. {@code random} should be a {@link java.security.SecureRandom}. */
    public TokenFormat(Namespace namespace, MacSecrets secrets, RandomGenerator random) {
        this(namespace, () -> secrets, random);
    }

    /** Spells values under the secrets as they are at each call, so that they can rotate. */
    public TokenFormat(Namespace namespace, Supplier<MacSecrets> secrets, RandomGenerator random) {
        this.namespace = namespace.value().getBytes(StandardCharsets.UTF_8);
        this.secrets = secrets;
        this.random = random;
    }

    /** Makes the value of a new code or refresh token under the current secret, with 256 random bits. */
    public IssuedCredential issue(CredentialKind kind, GrantId grant, int generation) {
        byte[] secret = new byte[CREDENTIAL_BODY];
        random.nextBytes(secret);
        return new IssuedCredential(
                spell(prefix(kind), secrets.get().current(), head(grant, generation), secret), secret);
    }

    /**
     * Spells the refresh token whose 256-bit secret was kept, as {@link #issue} did.
     *
     * @param secretId the id of the secret it was made under
     * @return empty if this node no longer knows that secret
     */
    public Optional<String> respell(String secretId, GrantId grant, int generation, byte[] secret) {
        return secrets.get()
                .find(secretId)
                .map(known -> spell(prefix(CredentialKind.REFRESH_TOKEN), known, head(grant, generation), secret));
    }

    /** The id of the secret that a well-formed value of ours was made under; it is not secret. */
    public static String secretIdOf(String value) {
        return value.substring(4, 12);
    }

    /**
     * Recognises a code or refresh token.
     *
     * @return empty if the value is not of this kind's form, or a secret this node knows does not vouch for it; such a
     *     value is worth no read
     */
    public Optional<Presented> parse(CredentialKind kind, String value) {
        return decode(prefix(kind), value, CREDENTIAL_BODY).flatMap(bytes -> {
            Verdict verdict = judge(prefix(kind), bytes);
            return verdict == Verdict.FORGED
                    ? Optional.empty()
                    : Optional.of(new Presented(
                            kind,
                            grantIn(bytes),
                            generationIn(bytes),
                            TokenHash.of(value),
                            verdict == Verdict.GENUINE));
        });
    }

    /** Makes an opaque access token under the current secret. {@code expiresAt} is kept to the microsecond. */
    public String issueAccessToken(GrantId grant, int generation, Instant expiresAt) {
        byte[] noise = new byte[ACCESS_BODY - Long.BYTES];
        random.nextBytes(noise);
        byte[] body = ByteBuffer.allocate(ACCESS_BODY)
                .putLong(Math.addExact(
                        Math.multiplyExact(expiresAt.getEpochSecond(), 1_000_000L), expiresAt.getNano() / 1000))
                .put(noise)
                .array();
        return spell(ACCESS_PREFIX, secrets.get().current(), head(grant, generation), body);
    }

    /**
     * Recognises an opaque access token.
     *
     * @return empty unless a known secret that has not leaked vouches for the value: here the MAC alone admits
     */
    public Optional<AccessToken> parseAccessToken(String value) {
        return decode(ACCESS_PREFIX, value, ACCESS_BODY)
                .filter(bytes -> judge(ACCESS_PREFIX, bytes) == Verdict.GENUINE)
                .map(bytes -> new AccessToken(
                        grantIn(bytes),
                        generationIn(bytes),
                        Instant.EPOCH.plus(ByteBuffer.wrap(bytes).getLong(HEAD), ChronoUnit.MICROS)));
    }

    private enum Verdict {
        GENUINE,
        UNPROVEN,
        FORGED
    }

    private Verdict judge(String prefix, byte[] bytes) {
        Optional<MacSecret> secret = secrets.get().find(ENCODER.encodeToString(Arrays.copyOf(bytes, SECRET_ID)));
        if (secret.isEmpty()) {
            return Verdict.UNPROVEN;
        }
        int signed = bytes.length - MAC;
        byte[] expected = secret.get().mac(macInput(prefix, Arrays.copyOf(bytes, signed)));
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, signed, bytes.length))) {
            return Verdict.FORGED;
        }
        return secret.get().accuses() ? Verdict.GENUINE : Verdict.UNPROVEN;
    }

    private String spell(String prefix, MacSecret secret, byte[] head, byte[] body) {
        byte[] signed = ByteBuffer.allocate(HEAD + body.length)
                .put(DECODER.decode(secret.id()))
                .put(head)
                .put(body)
                .array();
        byte[] whole = ByteBuffer.allocate(signed.length + MAC)
                .put(signed)
                .put(secret.mac(macInput(prefix, signed)))
                .array();
        return prefix + ENCODER.encodeToString(whole);
    }

    private byte[] macInput(String prefix, byte[] signed) {
        return ByteBuffer.allocate(4 + Integer.BYTES + namespace.length + signed.length)
                .put(prefix.getBytes(StandardCharsets.US_ASCII))
                .putInt(namespace.length)
                .put(namespace)
                .put(signed)
                .array();
    }

    private static byte[] head(GrantId grant, int generation) {
        return ByteBuffer.allocate(GRANT_ID + GENERATION)
                .put(DECODER.decode(grant.value()))
                .putInt(generation)
                .array();
    }

    /** Decodes what has the right prefix, length and alphabet. All lengths are whole groups, so no bit is to spare. */
    private static Optional<byte[]> decode(String prefix, String value, int body) {
        int length = prefix.length() + (HEAD + body + MAC) * 4 / 3;
        if (value.length() != length || !value.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DECODER.decode(value.substring(prefix.length())))
                    .filter(bytes -> bytes.length == HEAD + body + MAC && generationIn(bytes) >= 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static GrantId grantIn(byte[] bytes) {
        return new GrantId(ENCODER.encodeToString(Arrays.copyOfRange(bytes, SECRET_ID, SECRET_ID + GRANT_ID)));
    }

    private static int generationIn(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(SECRET_ID + GRANT_ID);
    }

    private static String prefix(CredentialKind kind) {
        return kind == CredentialKind.CODE ? "grc_" : "grr_";
    }

    @Override
    public String toString() {
        return "TokenFormat[" + secrets.get() + "]";
    }
}
