package dev.granary.tck.node;

import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.token.CodeOutcome;
import dev.granary.domain.token.IssuedCode;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.TokenOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Takes outcomes apart; what was not expected fails the rule. */
public final class Outcomes {

    private Outcomes() {}

    /** The tokens; there must be some. */
    public static IssuedTokens issued(TokenOutcome outcome) {
        return success(outcome).orElseThrow(() -> new AssertionError("expected tokens, got " + outcome));
    }

    /** The tokens, if there are any. */
    public static Optional<IssuedTokens> success(TokenOutcome outcome) {
        return outcome.match(Optional::of, why -> Optional.empty(), Optional::empty);
    }

    /** The tokens of those outcomes that have some. */
    public static List<IssuedTokens> successes(Collection<TokenOutcome> outcomes) {
        return outcomes.stream().flatMap(outcome -> success(outcome).stream()).toList();
    }

    /** Why there are none, if they were refused. */
    public static Optional<Refusal> refusal(TokenOutcome outcome) {
        return outcome.match(tokens -> Optional.empty(), Optional::of, Optional::empty);
    }

    /** Why those without tokens have none. */
    public static List<Refusal> refusals(Collection<TokenOutcome> outcomes) {
        return outcomes.stream().flatMap(outcome -> refusal(outcome).stream()).toList();
    }

    /** The refresh token; there must be one. */
    public static String refreshToken(IssuedTokens tokens) {
        return tokens.refreshToken().orElseThrow(() -> new AssertionError("expected a refresh token"));
    }

    /** The code; there must be one. */
    public static String code(CodeOutcome outcome) {
        return codeIssued(outcome).orElseThrow(() -> new AssertionError("expected a code, got " + outcome));
    }

    /** The code, if there is one. */
    public static Optional<String> codeIssued(CodeOutcome outcome) {
        return outcome.match(issued -> Optional.of(issued.code()), why -> Optional.empty());
    }

    /** Why there is no code, if it was refused. */
    public static Optional<Refusal> codeRefusal(CodeOutcome outcome) {
        return outcome.match((IssuedCode issued) -> Optional.empty(), Optional::of);
    }

    /** Whether a bulk revocation says that it is complete. */
    public static boolean isComplete(BulkOutcome outcome) {
        return outcome.match(count -> true, (count, fault) -> false);
    }

    /** How many grants a bulk revocation says that it revoked. */
    public static int count(BulkOutcome outcome) {
        return outcome.match(count -> count, (count, fault) -> count);
    }
}
