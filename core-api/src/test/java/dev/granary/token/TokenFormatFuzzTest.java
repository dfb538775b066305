package dev.granary.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.granary.grant.CredentialKind;
import dev.granary.grant.GrantId;
import dev.granary.grant.Presented;
import dev.granary.grant.TokenHash;
import dev.granary.record.Namespace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** No text but one that was issued is genuine, and none does more than not to be recognised. */
class TokenFormatFuzzTest {

    private static final GrantId GRANT = new GrantId("AAECAwQFBgcICQoLDA0ODw");
    private static final Instant END = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final TokenFormat FORMAT = new TokenFormat(
            new Namespace("https://issuer.example"),
            new MacSecrets(
                    secret("secret_1", MacSecret.State.TRUSTED), List.of(secret("secret_0", MacSecret.State.LEAKED))),
            new Random(1));
    private static final Set<String> ISSUED = Stream.of(
                    FORMAT.issue(CredentialKind.CODE, GRANT, 0).value(),
                    FORMAT.issue(CredentialKind.REFRESH_TOKEN, GRANT, 7).value(),
                    FORMAT.issueAccessToken(GRANT, 7, END))
            .collect(Collectors.toUnmodifiableSet());

    private static MacSecret secret(String id, MacSecret.State state) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) id.hashCode());
        return new MacSecret(id, bytes, state);
    }

    static Stream<byte[]> issued() {
        return ISSUED.stream().sorted().map(value -> value.getBytes(StandardCharsets.US_ASCII));
    }

    @MethodSource("issued")
    @FuzzTest
    void onlyWhatWasIssuedIsGenuine(byte[] bytes) {
        String value = new String(bytes, StandardCharsets.UTF_8);
        for (CredentialKind kind : CredentialKind.values()) {
            FORMAT.parse(kind, value).ifPresent(found -> requireIssued(found, value));
        }
        FORMAT.parseAccessToken(value).ifPresent(found -> assertThat(ISSUED).contains(value));
    }

    private static void requireIssued(Presented found, String value) {
        assertThat(found.hash()).isEqualTo(TokenHash.of(value));
        assertThat(found.genuine()).isEqualTo(ISSUED.contains(value));
        assertThat(TokenFormat.secretIdOf(value)).hasSize(8);
    }
}
