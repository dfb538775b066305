package dev.granary.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.grant.CredentialKind;
import dev.granary.grant.GrantId;
import dev.granary.grant.Presented;
import dev.granary.grant.TokenHash;
import dev.granary.record.Namespace;
import dev.granary.record.Times;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormatTest {

    private static final Namespace NAMESPACE = new Namespace("https://issuer.example");
    private static final GrantId GRANT = new GrantId("AAECAwQFBgcICQoLDA0ODw");
    private static final Instant EXPIRES = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final byte[] OLD_BYTES = bytes(1);
    private static final byte[] NEW_BYTES = bytes(2);
    private static final MacSecret OLD = new MacSecret("old-0001", OLD_BYTES, MacSecret.State.TRUSTED);
    private static final MacSecret LEAKED = new MacSecret("old-0001", OLD_BYTES, MacSecret.State.LEAKED);
    private static final MacSecret NEW = new MacSecret("new_0002", NEW_BYTES, MacSecret.State.TRUSTED);

    private final TokenFormat format = format(NAMESPACE, OLD);

    @ParameterizedTest
    @EnumSource
    void whatWasIssuedIsRecognised(CredentialKind kind) {
        IssuedCredential issued = format.issue(kind, GRANT, 7);

        assertThat(format.parse(kind, issued.value()))
                .contains(new Presented(kind, GRANT, 7, TokenHash.of(issued.value()), true));
        assertThat(issued.hash()).isEqualTo(TokenHash.of(issued.value()));
        assertThat(issued.secret()).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Integer.MAX_VALUE})
    void everyGenerationIsRecognised(int generation) {
        String value = refreshToken(generation);

        assertThat(format.parse(CredentialKind.REFRESH_TOKEN, value).map(Presented::generation))
                .contains(generation);
    }

    @Test
    void noNegativeGenerationIsRecognised() {
        assertThat(format.parse(CredentialKind.REFRESH_TOKEN, refreshToken(-1))).isEmpty();
        assertThat(format.parseAccessToken(format.issueAccessToken(GRANT, -1, EXPIRES)))
                .isEmpty();
    }

    @Test
    void anAccessTokenIsRecognised() {
        String value = format.issueAccessToken(GRANT, 3, EXPIRES.plusNanos(789));

        assertThat(format.parseAccessToken(value)).contains(new AccessToken(GRANT, 3, EXPIRES));
    }

    @Test
    void anAccessTokenOfAnyTimeIsRecognised() {
        for (Instant time : List.of(Instant.EPOCH.minusMillis(1), Instant.EPOCH, Times.FOREVER)) {
            assertThat(format.parseAccessToken(format.issueAccessToken(GRANT, 0, time)))
                    .contains(new AccessToken(GRANT, 0, time));
        }
    }

    @Test
    void noTwoValuesAreTheSame() {
        assertThat(refreshToken(1)).isNotEqualTo(refreshToken(1));
        assertThat(format.issueAccessToken(GRANT, 1, EXPIRES)).isNotEqualTo(format.issueAccessToken(GRANT, 1, EXPIRES));
    }

    @Test
    void theKindShowsInTheValue() {
        assertThat(code()).startsWith("grc_").hasSize(124);
        assertThat(refreshToken(1)).startsWith("grr_").hasSize(124);
        assertThat(accessToken()).startsWith("gra_").hasSize(116);
        assertThat(TokenFormat.secretIdOf(code())).isEqualTo("old-0001");
    }

    @Test
    void oneKindIsNotAnother() {
        assertThat(format.parse(CredentialKind.REFRESH_TOKEN, code())).isEmpty();
        assertThat(format.parse(CredentialKind.CODE, refreshToken(1))).isEmpty();
        assertThat(format.parse(CredentialKind.CODE, accessToken())).isEmpty();
        assertThat(format.parseAccessToken(code())).isEmpty();
    }

    @Test
    void anotherPrefixDoesNotMakeAnotherKind() {
        assertRefused("grr_" + code().substring(4));
        assertRefused("grc_" + refreshToken(1).substring(4));
        assertRefused("GRC_" + code().substring(4));
        assertRefused("xyz_" + code().substring(4));
    }

    @Test
    void everyFlippedBitOfACredentialIsNoticed() {
        String code = code();
        byte[] bytes = decode(code);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            assertThat(format.parse(CredentialKind.CODE, "grc_" + encode(flipped(bytes, bit)))
                            .filter(Presented::genuine))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void aFlippedBitOutsideTheSecretIdIsWorthNoRead() {
        byte[] bytes = decode(code());
        for (int bit = 6 * 8; bit < bytes.length * 8; bit++) {
            assertThat(format.parse(CredentialKind.CODE, "grc_" + encode(flipped(bytes, bit))))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void everyFlippedBitOfAnAccessTokenIsRefused() {
        byte[] bytes = decode(accessToken());
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            assertThat(format.parseAccessToken("gra_" + encode(flipped(bytes, bit))))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void everyTruncationIsRefused() {
        String code = code();
        for (int length = 0; length < code.length(); length++) {
            assertRefused(code.substring(0, length));
            assertRefused(code.substring(code.length() - length));
        }
    }

    @Test
    void whatIsLongerIsRefused() {
        for (String tail : List.of("A", "=", "==", "AAAA", "\n", " ", "\u0000")) {
            assertRefused(code() + tail);
            assertRefused(refreshToken(1) + tail);
            assertRefused(accessToken() + tail);
        }
        assertRefused(" " + code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "+", "/", " ", "\n", "\u0000", "é", "\uff21", "\ud800", "Ā"})
    void aStrangeCharacterIsRefusedWhereverItStands(String strange) {
        for (String good : List.of(code(), refreshToken(1), accessToken())) {
            for (int at = 0; at < good.length(); at++) {
                assertRefused(good.substring(0, at) + strange + good.substring(at + 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=", "=="})
    void paddingIsRefusedAlsoUnderAnUnknownSecret(String end) {
        String code =
                format(NAMESPACE, NEW).issue(CredentialKind.CODE, GRANT, 0).value();

        assertThat(format.parse(CredentialKind.CODE, code.substring(0, 122) + end))
                .isEmpty();
    }

    @Test
    void emptyAndHugeInputsAreRefusedUnread() {
        String huge = "grc_" + "A".repeat(1 << 20);
        long before = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            assertThat(format.parse(CredentialKind.CODE, huge).isEmpty()).isTrue();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertRefused("");
        assertRefused("grc_");
    }

    @Test
    void anotherMacIsRefused() {
        MacSecret sameIdOtherBytes = new MacSecret("old-0001", NEW_BYTES, MacSecret.State.TRUSTED);
        TokenFormat other = format(NAMESPACE, sameIdOtherBytes);

        assertThat(other.parse(CredentialKind.CODE, code())).isEmpty();
        assertThat(other.parseAccessToken(accessToken())).isEmpty();
    }

    @Test
    void anotherNamespaceIsRefused() {
        TokenFormat other = format(new Namespace("https://issuer.examplf"), OLD);

        assertThat(other.parse(CredentialKind.CODE, code())).isEmpty();
        assertThat(other.parseAccessToken(accessToken())).isEmpty();
    }

    @Test
    void anOldSecretStillVouches() {
        TokenFormat rotated = format(NAMESPACE, NEW, OLD);

        assertThat(rotated.parse(CredentialKind.CODE, code())).hasValueSatisfying(TokenFormatTest::isGenuine);
        assertThat(rotated.parseAccessToken(accessToken())).isPresent();
        assertThat(TokenFormat.secretIdOf(
                        rotated.issue(CredentialKind.CODE, GRANT, 0).value()))
                .isEqualTo("new_0002");
    }

    @Test
    void aLeakedSecretAccusesNobody() {
        TokenFormat afterLeak = format(NAMESPACE, NEW, LEAKED);
        String code = code();

        assertThat(afterLeak.parse(CredentialKind.CODE, code))
                .contains(new Presented(CredentialKind.CODE, GRANT, 0, TokenHash.of(code), false));
        assertThat(afterLeak.parseAccessToken(accessToken())).isEmpty();
    }

    @Test
    void aLeakedSecretStillRefusesAWrongMac() {
        TokenFormat afterLeak = format(NAMESPACE, NEW, LEAKED);
        byte[] bytes = decode(code());

        assertThat(afterLeak.parse(CredentialKind.CODE, "grc_" + encode(flipped(bytes, 60 * 8))))
                .isEmpty();
    }

    @Test
    void aRetiredSecretAccusesNobody() {
        TokenFormat afterRetirement = format(NAMESPACE, NEW);
        String code = code();

        assertThat(afterRetirement.parse(CredentialKind.CODE, code))
                .contains(new Presented(CredentialKind.CODE, GRANT, 0, TokenHash.of(code), false));
        assertThat(afterRetirement.parseAccessToken(accessToken())).isEmpty();
    }

    @Test
    void aRespelledTokenIsTheOriginal() {
        IssuedCredential issued = format.issue(CredentialKind.REFRESH_TOKEN, GRANT, 5);
        TokenFormat rotated = format(NAMESPACE, NEW, LEAKED);

        assertThat(rotated.respell(TokenFormat.secretIdOf(issued.value()), GRANT, 5, issued.secret()))
                .contains(issued.value());
    }

    @Test
    void aTokenOfARetiredSecretCannotBeRespelled() {
        assertThat(format.respell("new_0002", GRANT, 5, new byte[32])).isEmpty();
    }

    @Test
    void whoChangesTheSecretChangesACopy() {
        IssuedCredential issued = format.issue(CredentialKind.REFRESH_TOKEN, GRANT, 5);
        byte[] secret = issued.secret();
        Arrays.fill(issued.secret(), (byte) 0);

        assertThat(issued.secret()).isEqualTo(secret);
    }

    @Test
    void whoChangesTheBytesOfAMacSecretChangesACopy() {
        byte[] bytes = OLD_BYTES.clone();
        MacSecret secret = new MacSecret("old-0001", bytes, MacSecret.State.TRUSTED);
        Arrays.fill(bytes, (byte) 0);

        assertThat(secret.mac(new byte[1])).isEqualTo(OLD.mac(new byte[1]));
    }

    @Test
    void nothingPrintsItself() {
        IssuedCredential issued = format.issue(CredentialKind.REFRESH_TOKEN, GRANT, 5);
        String secret = encode(issued.secret());

        assertThat(issued.toString()).isEqualTo("IssuedCredential[…]").doesNotContain(secret);
        assertThat(OLD.toString()).isEqualTo("MacSecret[old-0001, TRUSTED]");
        assertThat(new MacSecrets(NEW, List.of(LEAKED)).toString())
                .isEqualTo("MacSecrets[MacSecret[new_0002, TRUSTED], MacSecret[old-0001, LEAKED]]");
        assertThat(format.toString()).doesNotContain(encode(OLD_BYTES));
    }

    @Test
    void aPresentedCredentialPrintsItsHashOnly() {
        String code = code();

        assertThat(format.parse(CredentialKind.CODE, code).orElseThrow().toString())
                .contains(TokenHash.of(code).value())
                .doesNotContain(code.substring(50));
    }

    @Test
    void noRefusalEchoesItsInput() {
        String strange = "Zz!" + "q".repeat(40);

        assertThatThrownBy(() -> new TokenHash(strange)).message().doesNotContain("Zz!");
        assertThatThrownBy(() -> new GrantId(strange)).message().doesNotContain("Zz!");
        assertThatThrownBy(() -> TokenFormat.secretIdOf("Zz!")).message().doesNotContain("Zz!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "ninechars", "has spac", "pad=pad="})
    void aSecretIdHasEightCharacters(String id) {
        assertThatThrownBy(() -> new MacSecret(id, OLD_BYTES, MacSecret.State.TRUSTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 characters");
    }

    @Test
    void aSecretHas32BytesOrMore() {
        assertThatThrownBy(() -> new MacSecret("old-0001", new byte[31], MacSecret.State.TRUSTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("secret old-0001: expected 32 bytes or more, got 31");
        assertThat(new MacSecret("old-0001", new byte[64], MacSecret.State.TRUSTED).accuses())
                .isTrue();
        assertThat(LEAKED.accuses()).isFalse();
    }

    @Test
    void aLeakedSecretCannotBeTheCurrentOne() {
        assertThatThrownBy(() -> new MacSecrets(LEAKED, List.of(NEW)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("old-0001");
    }

    @Test
    void twoSecretsCannotShareAnId() {
        assertThatThrownBy(() -> new MacSecrets(OLD, List.of(LEAKED))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MacSecrets(NEW, List.of(OLD, LEAKED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("secret old-0001: two secrets have this id");
    }

    private void assertRefused(String value) {
        for (CredentialKind kind : CredentialKind.values()) {
            assertThat(format.parse(kind, value).isEmpty()).as(kind.name()).isTrue();
        }
        assertThat(format.parseAccessToken(value).isEmpty()).isTrue();
    }

    private String code() {
        return format.issue(CredentialKind.CODE, GRANT, 0).value();
    }

    private String refreshToken(int generation) {
        return format.issue(CredentialKind.REFRESH_TOKEN, GRANT, generation).value();
    }

    private String accessToken() {
        return format.issueAccessToken(GRANT, 1, EXPIRES);
    }

    private static void isGenuine(Presented presented) {
        assertThat(presented.genuine()).isTrue();
    }

    private static TokenFormat format(Namespace namespace, MacSecret current, MacSecret... others) {
        return new TokenFormat(namespace, new MacSecrets(current, List.of(others)), new Random(1));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }

    private static byte[] decode(String value) {
        return Base64.getUrlDecoder().decode(value.substring(4).getBytes(StandardCharsets.US_ASCII));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
