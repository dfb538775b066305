package dev.granary.http.trust;

import java.net.URI;
import java.util.Optional;

/**
 * Another issuer whose tokens are trusted for something.
 *
 * @param issuer its {@code iss}, letter by letter
 * @param jwksUri where its keys are (RFC 7517); unset means that its metadata says
 * @param privateNetworks whether the keys may be on a private network; only with {@code jwksUri}
 * @param subjects how far its tokens are trusted as subject tokens; unset means not at all
 * @param assertions how far its assertions are trusted as grants; unset means not at all
 * @param statements whether it vouches for the software of clients that register
 */
public record TrustedIssuer(
        URI issuer,
        Optional<URI> jwksUri,
        boolean privateNetworks,
        Optional<SubjectPolicy> subjects,
        Optional<BearerPolicy> assertions,
        boolean statements) {

    /** One that is trusted for nothing yet. */
    public static TrustedIssuer of(URI issuer) {
        return new TrustedIssuer(issuer, Optional.empty(), false, Optional.empty(), Optional.empty(), false);
    }

    /** The same, with its keys there. */
    public TrustedIssuer withKeysAt(URI uri) {
        return new TrustedIssuer(issuer, Optional.of(uri), privateNetworks, subjects, assertions, statements);
    }

    /** The same, on a private network. */
    public TrustedIssuer onPrivateNetworks() {
        return new TrustedIssuer(issuer, jwksUri, true, subjects, assertions, statements);
    }

    /** The same, its tokens trusted as subject tokens (RFC 8693). */
    public TrustedIssuer forSubjects(SubjectPolicy policy) {
        return new TrustedIssuer(issuer, jwksUri, privateNetworks, Optional.of(policy), assertions, statements);
    }

    /** The same, its assertions trusted as grants (RFC 7523). */
    public TrustedIssuer forAssertions(BearerPolicy policy) {
        return new TrustedIssuer(issuer, jwksUri, privateNetworks, subjects, Optional.of(policy), statements);
    }

    /** The same, its software statements trusted (RFC 7591 section 2.3). */
    public TrustedIssuer forStatements() {
        return new TrustedIssuer(issuer, jwksUri, privateNetworks, subjects, assertions, true);
    }
}
