package dev.granary.cli.settings;

import dev.granary.http.delegation.Delegate;
import dev.granary.http.trust.TrustedIssuer;
import java.util.List;

/**
 * Who may get tokens for tokens.
 *
 * @param delegates the clients that exchange tokens
 * @param issuers the other issuers whose tokens are trusted
 * @param onLoopback whether delegates may be although the issuer is plain http
 */
public record Delegations(List<Delegate> delegates, List<TrustedIssuer> issuers, boolean onLoopback) {

    /** Copies the lists. */
    public Delegations {
        delegates = List.copyOf(delegates);
        issuers = List.copyOf(issuers);
    }
}
