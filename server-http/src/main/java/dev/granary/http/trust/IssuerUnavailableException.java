package dev.granary.http.trust;

/** The keys of a trusted issuer are not to be had. The message holds nothing that it sent. */
public final class IssuerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IssuerUnavailableException(TrustedIssuer issuer, String what) {
        super("trusted issuer " + issuer.issuer() + ": " + what);
    }
}
