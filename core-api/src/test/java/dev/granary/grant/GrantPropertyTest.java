package dev.granary.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.ClientId;
import dev.granary.grant.GrantModel.Answer;
import dev.granary.pkce.CodeChallenge;
import dev.granary.pkce.CodeVerifier;
import dev.granary.record.Revision;
import dev.granary.scope.Scopes;
import dev.granary.user.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Holds random lives of grants against a model. {@code -Dgranary.seed=} begins with the life of that seed, {@code
 * -Dgranary.transitions=} says how many transitions they have in all.
 */
class GrantPropertyTest {

    private static final int TRANSITIONS = Integer.getInteger("granary.transitions", 2_000_000);
    private static final int LEAST_OF_AN_ANSWER = TRANSITIONS / 4_000;
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final GrantId ID = new GrantId("AAECAwQFBgcICQoLDA0ODw");
    private static final ClientId CLIENT = new ClientId("client");
    private static final CodeVerifier VERIFIER = new CodeVerifier("v".repeat(43));
    private static final String REDIRECT = "https://client.example/";
    private static final Revision ATTEMPT = new Revision("a".repeat(22));
    private static final int GROWN_DIGITS = 3 * 3 + 3;

    @Test
    void everyLifeIsAsTheModelTellsIt() {
        EnumMap<Answer, Integer> answers = new EnumMap<>(Answer.class);
        long seed = Long.getLong("granary.seed", System.nanoTime());
        for (int transitions = 0; transitions < TRANSITIONS; seed++) {
            transitions += walk(seed, answers);
        }

        assertThat(answers).containsOnlyKeys(Answer.values());
        assertThat(answers.values()).allMatch(count -> count > LEAST_OF_AN_ANSWER);
    }

    @Test
    void theRecordDoesNotGrowWithTheChain() {
        Grant grant = open();
        int early = 0;
        for (int generation = 0; generation < 10_000; generation++) {
            grant = advanced(grant, generation);
            if (generation + 1 == 10) {
                early = Grant.KIND.encode(grant).length;
            }
        }

        assertThat(grant.chain().generation()).isEqualTo(10_000);
        assertThat(Grant.KIND.encode(grant).length).isBetween(early, early + GROWN_DIGITS);
    }

    private static int walk(long seed, EnumMap<Answer, Integer> answers) {
        try {
            return new GrantWalk(seed, answers).run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + " (replay with -Dgranary.seed=" + seed + "): " + e.getMessage(), e);
        }
    }

    private static Grant open() {
        Granted granted = Granted.of(CLIENT, new Subject("subject"), Scopes.of("read"), T0);
        return Grant.openWithCode(
                new Opening(ID, granted, T0, T0.plus(Duration.ofDays(30)), ATTEMPT),
                new CodeBinding(REDIRECT, CodeChallenge.of(VERIFIER), Optional.empty()),
                new Credential(TokenHash.of("0"), T0.plusSeconds(60)),
                GrantPolicy.DEFAULT);
    }

    private static Grant advanced(Grant grant, int generation) {
        CredentialKind kind = generation == 0 ? CredentialKind.CODE : CredentialKind.REFRESH_TOKEN;
        Instant now = T0.plusSeconds(generation);
        Successor next = Successor.refreshToken(
                TokenHash.of("" + (generation + 1)), now.plusSeconds(3600), new SealedSecret("s".repeat(100)));
        Advance call = new Advance(
                new Presented(kind, ID, generation, TokenHash.of("" + generation), true),
                generation == 0 ? Binding.ofCode(CLIENT, REDIRECT, VERIFIER) : Binding.ofClient(CLIENT),
                next,
                now.plusSeconds(60),
                ATTEMPT);
        return ((AdvanceOutcome.Advanced) grant.advance(call, GrantPolicy.DEFAULT, now)).next();
    }
}
