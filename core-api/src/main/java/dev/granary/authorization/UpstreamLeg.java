package dev.granary.authorization;

import dev.granary.record.Text;
import dev.granary.seal.Sealed;
import dev.granary.upstream.ProviderName;
import java.util.List;
import java.util.Optional;

/**
 * The upstream that a login is at, and what its answer must fit.
 *
 * @param provider the upstream
 * @param verifier our own code verifier (RFC 7636), sealed
 * @param nonce our own OpenID Connect nonce, up to 512 characters
 * @param expectedIssuer the {@code iss} that the answer must name (RFC 9207), up to 2,048 characters
 * @param clientId who we are there, up to 2,048 characters; only that client can redeem the answer. Unset in a login that an
 *     earlier release began
 * @param single whether the login ends here, whatever else is configured
 * @param chain the upstreams of the whole login, in order
 */
public record UpstreamLeg(
        ProviderName provider,
        Sealed verifier,
        String nonce,
        Optional<String> expectedIssuer,
        Optional<String> clientId,
        boolean single,
        List<ProviderName> chain) {

    /** Copies the list. @throws IllegalArgumentException if a text is empty, too long or not storable */
    public UpstreamLeg {
        Text.require("upstream nonce", nonce, 512);
        expectedIssuer.ifPresent(text -> Text.require("expected issuer", text, 2048));
        clientId.ifPresent(text -> Text.require("upstream client id", text, 2048));
        chain = List.copyOf(chain);
    }

    /** Without verifier and nonce. */
    @Override
    public String toString() {
        return "UpstreamLeg[provider=" + provider.value() + ", expectedIssuer=" + expectedIssuer + ", clientId="
                + clientId + ", single=" + single
                + ", chain=" + chain + "]";
    }
}
