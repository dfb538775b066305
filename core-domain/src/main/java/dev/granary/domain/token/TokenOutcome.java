package dev.granary.domain.token;

import java.util.function.Function;
import java.util.function.Supplier;

/** How a token request ended. */
public sealed interface TokenOutcome {

    /** Calls the function of this case. */
    <T> T match(Function<IssuedTokens, T> issued, Function<Refusal, T> refused, Supplier<T> superseded);

    /**
     * Tokens, whose grant is stored.
     *
     * @param tokens what to answer
     */
    record Issued(IssuedTokens tokens) implements TokenOutcome {
        @Override
        public <T> T match(Function<IssuedTokens, T> issued, Function<Refusal, T> refused, Supplier<T> superseded) {
            return issued.apply(tokens);
        }
    }

    /**
     * No tokens.
     *
     * @param why the reason, for the audit; most reasons must look alike outside
     */
    record Refused(Refusal why) implements TokenOutcome {
        @Override
        public <T> T match(Function<IssuedTokens, T> issued, Function<Refusal, T> refused, Supplier<T> superseded) {
            return refused.apply(why);
        }
    }

    /** This call's write took effect, but somebody has gone on since: 503, never an accusation. */
    record Superseded() implements TokenOutcome {
        @Override
        public <T> T match(Function<IssuedTokens, T> issued, Function<Refusal, T> refused, Supplier<T> superseded) {
            return superseded.get();
        }
    }
}
