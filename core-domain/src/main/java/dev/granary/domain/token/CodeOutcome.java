package dev.granary.domain.token;

import java.util.function.Function;

/** How the issuing of a code ended. */
public sealed interface CodeOutcome {

    /** Calls the function of this case. */
    <T> T match(Function<IssuedCode, T> issued, Function<Refusal, T> refused);

    /**
     * A code, whose grant is stored.
     *
     * @param code what to answer
     */
    record Issued(IssuedCode code) implements CodeOutcome {
        @Override
        public <T> T match(Function<IssuedCode, T> issued, Function<Refusal, T> refused) {
            return issued.apply(code);
        }
    }

    /**
     * No code: a bulk revocation came after the login began.
     *
     * @param why {@link Refusal#FENCED}
     */
    record Refused(Refusal why) implements CodeOutcome {
        @Override
        public <T> T match(Function<IssuedCode, T> issued, Function<Refusal, T> refused) {
            return refused.apply(why);
        }
    }
}
