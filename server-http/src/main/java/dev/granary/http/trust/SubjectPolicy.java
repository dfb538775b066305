package dev.granary.http.trust;

import dev.granary.record.Text;

/**
 * How far an issuer's tokens are trusted as subject tokens (RFC 8693).
 *
 * @param audience what their {@code aud} must name
 * @param actors whose tokens are exchanged
 * @param delegates which of our clients may exchange them
 * @param mayAct whether their {@code may_act} claim is heeded; then it alone decides, without the two above
 */
public record SubjectPolicy(String audience, TrustedActors actors, AllowList delegates, boolean mayAct) {

    /** @throws IllegalArgumentException if the audience is empty or too long */
    public SubjectPolicy {
        Text.require("audience", audience, 2048);
    }

    /** For this audience, by these delegates, of nobody yet. */
    public static SubjectPolicy of(String audience, AllowList delegates) {
        return new SubjectPolicy(audience, TrustedActors.NOBODY, delegates, false);
    }

    /** The same, of these actors. */
    public SubjectPolicy of(TrustedActors trusted) {
        return new SubjectPolicy(audience, trusted, delegates, mayAct);
    }

    /** The same, heeding {@code may_act}. */
    public SubjectPolicy heedingMayAct() {
        return new SubjectPolicy(audience, actors, delegates, true);
    }
}
