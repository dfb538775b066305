package dev.granary.http.trust;

import java.net.URI;

/** Failures of trusted issuers, for tests elsewhere. */
public final class IssuerFailures {

    private IssuerFailures() {}

    /** Its keys are not to be had. */
    public static IssuerUnavailableException unavailable() {
        return new IssuerUnavailableException(
                TrustedIssuer.of(URI.create("https://id.example.com")), "does not answer");
    }
}
