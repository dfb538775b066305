package dev.granary.client;

/** How a client authenticates at the token endpoint (RFC 7591 section 2). */
public enum TokenEndpointAuthMethod {
    /** Not at all: a public client. */
    NONE,
    /** HTTP Basic (RFC 6749 section 2.3.1). */
    CLIENT_SECRET_BASIC,
    /** In the form body (RFC 6749 section 2.3.1). */
    CLIENT_SECRET_POST
}
