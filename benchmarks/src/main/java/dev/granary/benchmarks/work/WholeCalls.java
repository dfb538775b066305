package dev.granary.benchmarks.work;

import dev.granary.benchmarks.measure.Lane;
import dev.granary.client.ClientId;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.RetrySeal;
import dev.granary.domain.seal.SealingKey;
import dev.granary.domain.token.Caller;
import dev.granary.domain.token.GrantTokens;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Lifetimes;
import dev.granary.domain.token.OpaqueAccessTokens;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.domain.token.Tokens;
import dev.granary.grant.Binding;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.GrantPolicy;
import dev.granary.pkce.CodeChallenge;
import dev.granary.record.Namespace;
import dev.granary.spi.Records;
import dev.granary.token.MacSecret;
import dev.granary.token.MacSecrets;
import dev.granary.token.TokenFormat;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The operations as a host calls them, from the value of a token to the answer: its MAC is checked, new tokens are made
 * and sealed. Each lane has grants of its own.
 */
public final class WholeCalls {

    private static final int GRANTS = 16;

    private final Tokens tokens;
    private final IssuedTokens[][] held;

    /** Issues grants for this many lanes. */
    public WholeCalls(Records records, int lanes) {
        this.tokens = tokens(records);
        Specimens specimens = new Specimens(new Dice());
        this.held = IntStream.range(0, lanes)
                .mapToObj(lane -> IntStream.range(0, GRANTS)
                        .mapToObj(number -> issued(specimens, lane * GRANTS + number))
                        .toArray(IssuedTokens[]::new))
                .toArray(IssuedTokens[][]::new);
    }

    /** Introspects an access token. */
    public Object introspect(Lane lane) {
        IssuedTokens own = held[lane.number()][lane.any(GRANTS)];
        ClientId client = own.grant().granted().client();
        return tokens.introspect(own.accessToken(), new Caller(client, Set.of()))
                .orElseThrow();
    }

    /** Rotates a refresh token. */
    public Object refresh(Lane lane) {
        int pick = lane.any(GRANTS);
        IssuedTokens own = held[lane.number()][pick];
        ClientId client = own.grant().granted().client();
        IssuedTokens next = required(tokens.refresh(own.refreshToken().orElseThrow(), Binding.ofClient(client)));
        held[lane.number()][pick] = next;
        return next;
    }

    private IssuedTokens issued(Specimens specimens, int number) {
        CodeBinding binding =
                new CodeBinding(Specimens.REDIRECT_URI, CodeChallenge.of(Specimens.VERIFIER), Optional.empty());
        String code = tokens.issueCode(specimens.granted(number), binding).match(issued -> issued.code(), why -> {
            throw new IllegalStateException("no code: " + why);
        });
        ClientId client = Specimens.client(number);
        return required(tokens.redeem(code, Binding.ofCode(client, Specimens.REDIRECT_URI, Specimens.VERIFIER), true));
    }

    private static IssuedTokens required(TokenOutcome outcome) {
        return outcome.match(
                issued -> issued,
                why -> {
                    throw new IllegalStateException("refused: " + why);
                },
                () -> {
                    throw new IllegalStateException("superseded");
                });
    }

    private static Tokens tokens(Records records) {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[32];
        random.nextBytes(key);
        TokenFormat format = new TokenFormat(
                Namespace.DEFAULT,
                new MacSecrets(new MacSecret("benchmac", key, MacSecret.State.TRUSTED), List.of()),
                random);
        Realm realm = new Realm(records, InstantSource.system(), random, Duration.ofSeconds(5), event -> {});
        KeyRing ring = new KeyRing(new SealingKey("benchkey", key), List.of());
        return new GrantTokens(
                realm,
                new GrantTokens.Parts(
                        format,
                        new OpaqueAccessTokens(format),
                        new RetrySeal(ring, random),
                        new Fences(realm, Duration.ofMinutes(20)),
                        GrantPolicy.DEFAULT,
                        Lifetimes.DEFAULT));
    }
}
