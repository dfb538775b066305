package dev.granary.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.granary.authorization.BrowserBinding;
import dev.granary.authorization.ResolvedUser;
import dev.granary.authorization.StateHash;
import dev.granary.client.ClientSecretHash;
import dev.granary.dcr.DcrCredentialKey;
import dev.granary.dcr.RegistrationKey;
import dev.granary.dcr.ScopesHash;
import dev.granary.fence.FenceKey;
import dev.granary.fence.FenceScope;
import dev.granary.key.KeyId;
import dev.granary.lease.LeaseName;
import dev.granary.mark.MarkName;
import dev.granary.quota.QuotaKey;
import dev.granary.record.Text;
import dev.granary.registration.InitialAccessTokenHash;
import dev.granary.replay.AssertionKey;
import dev.granary.seal.Sealed;
import dev.granary.upstream.ProviderName;
import dev.granary.user.IdentityKey;
import dev.granary.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A value that does not fit is refused by the name of its field, and is not echoed. */
class RefusalsTest {

    private static final ScopesHash HASH = ScopesHash.of(List.of());
    private static final ProviderName CORP = new ProviderName("corp");

    static final List<Refusal> TEXTS = List.of(
            new Refusal("envelope", 262_144, Sealed::new),
            new Refusal("user id", 2048, UserId::new),
            new Refusal("key id", 255, KeyId::new),
            new Refusal("quota name", 2048, QuotaKey::new),
            new Refusal("lease name", 255, LeaseName::new),
            new Refusal("mark name", 255, MarkName::new),
            new Refusal("upstream subject", 2048, text -> new IdentityKey("corp", text)),
            new Refusal(
                    "user name", 2048, text -> new ResolvedUser(new UserId("u"), Optional.of(text), Optional.empty())),
            new Refusal(
                    "user email", 2048, text -> new ResolvedUser(new UserId("u"), Optional.empty(), Optional.of(text))),
            new Refusal("purpose", 255, text -> new AssertionKey(text, "i", "j")),
            new Refusal("issuer", 2048, text -> new AssertionKey("p", text, "j")),
            new Refusal("jti", 2048, text -> new AssertionKey("p", "i", text)),
            new Refusal("fence value", 2048, text -> new FenceKey(FenceScope.CLIENT, text)),
            new Refusal("issuer", 2048, text -> new RegistrationKey(text, CORP, "r", HASH)),
            new Refusal("redirect uri", 2048, text -> new RegistrationKey("i", CORP, text, HASH)),
            new Refusal("upstream client id", 2048, text -> new DcrCredentialKey(CORP, text)),
            new Refusal("redirect uri", 2048, text -> Text.requireAll("redirect uri", List.of("x", text), 2048)));

    static final List<Refusal> HASHES = List.of(
            new Refusal("state hash", 43, StateHash::new),
            new Refusal("browser binding", 43, BrowserBinding::new),
            new Refusal("client secret hash", 43, ClientSecretHash::new),
            new Refusal("initial access token hash", 43, InitialAccessTokenHash::new),
            new Refusal("scopes hash", 64, ScopesHash::new));

    static final List<Refusal> NAMES = List.of(
            new Refusal("provider name", 64, ProviderName::new),
            new Refusal("provider name", 64, text -> new IdentityKey(text, "s")));

    @ParameterizedTest
    @FieldSource("TEXTS")
    void aTextKeepsToItsLengthAndIsStorable(Refusal refusal) {
        refusal.make("x".repeat(refusal.max()));
        refusal.of("");
        refusal.of("Zq".repeat(refusal.max()));
        refusal.of("Zq\u0000");
        refusal.of("Zq\ud800");
    }

    @ParameterizedTest
    @FieldSource("HASHES")
    void aHashHasItsLengthAndAlphabet(Refusal refusal) {
        refusal.make("a".repeat(refusal.max()));
        refusal.of("");
        refusal.of("Zq".repeat(refusal.max()));
        refusal.of("Zq" + "=".repeat(refusal.max() - 2));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void aProviderNameIsALabel(Refusal refusal) {
        refusal.make("a".repeat(refusal.max()));
        refusal.make("0-a--b");
        List.of("", "Zq", "-zq", "zq-", "zq.", "zq\n", "z_q", "zq".repeat(33)).forEach(refusal::of);
    }

    /**
     * A value and what it takes.
     *
     * @param max its greatest length
     */
    record Refusal(String field, int max, Function<String, Object> function) {

        void make(String text) {
            assertThat(function.apply(text)).isNotNull();
        }

        void of(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> function.apply(text))
                    .withMessageStartingWith(field + ": ")
                    .satisfies(refused -> {
                        if (!text.isEmpty()) {
                            assertThat(refused.getMessage())
                                    .doesNotContain(text)
                                    .doesNotContain("Zq");
                        }
                    });
        }

        @Override
        public String toString() {
            return field;
        }
    }
}
