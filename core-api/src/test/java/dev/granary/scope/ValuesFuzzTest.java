package dev.granary.scope;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.granary.authorization.StateHash;
import dev.granary.client.ClientId;
import dev.granary.grant.GrantId;
import dev.granary.grant.TokenHash;
import dev.granary.pkce.CodeChallenge;
import dev.granary.pkce.CodeVerifier;
import dev.granary.record.Namespace;
import dev.granary.record.Revision;
import dev.granary.seal.Sealed;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.user.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A text is a value or an argument that is wrong, and never anything else. */
class ValuesFuzzTest {

    private static final List<Function<String, ?>> VALUES = List.of(
            Resource::new,
            ClientId::new,
            GrantId::new,
            TokenHash::new,
            CodeChallenge::new,
            CodeVerifier::new,
            Namespace::new,
            Revision::new,
            Sealed::new,
            SessionId::new,
            StateHash::new,
            ProviderName::new,
            Subject::new);

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "openid profile",
                        "https://api.example.com/v1?x=1",
                        "https://user@host#part",
                        "a\u0000b",
                        "corp")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void aTextIsAValueOrRefused(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        VALUES.forEach(
                value -> isMadeOrRefused(() -> assertThat(value.apply(text)).isNotNull()));
        isMadeOrRefused(() -> {
            Scopes scopes = Scopes.parse(text);
            assertThat(Scopes.parse(scopes.toString())).isEqualTo(scopes);
        });
    }

    private static void isMadeOrRefused(Runnable making) {
        try {
            making.run();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("\u0000");
        }
    }
}
