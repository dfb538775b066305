package dev.granary.http.trust;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What came of {@link SoftwareStatements#read}. */
public sealed interface StatementOutcome {

    /** Calls the function of this case. */
    <T> T match(Function<Map<String, Object>, T> vouched, Supplier<T> unapproved, Supplier<T> invalid);

    /**
     * An issuer that is trusted for this says so.
     *
     * @param metadata what it says of the software, without the claims that are about the statement itself
     */
    record Vouched(Map<String, Object> metadata) implements StatementOutcome {
        @Override
        public <T> T match(Function<Map<String, Object>, T> vouched, Supplier<T> unapproved, Supplier<T> invalid) {
            return vouched.apply(metadata);
        }
    }

    /** Nobody who is trusted for this made it. */
    record Unapproved() implements StatementOutcome {
        @Override
        public <T> T match(Function<Map<String, Object>, T> vouched, Supplier<T> unapproved, Supplier<T> invalid) {
            return unapproved.get();
        }
    }

    /** It is no statement, or its issuer did not sign it, or it is not for now or not for us. */
    record Invalid() implements StatementOutcome {
        @Override
        public <T> T match(Function<Map<String, Object>, T> vouched, Supplier<T> unapproved, Supplier<T> invalid) {
            return invalid.get();
        }
    }
}
