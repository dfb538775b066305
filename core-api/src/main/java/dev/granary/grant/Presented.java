package dev.granary.grant;

/**
 * A code or refresh token as it was presented, without its value.
 *
 * @param kind which of the two
 * @param grant the grant it names
 * @param generation the place in the chain it names
 * @param hash of the whole token; this alone admits
 * @param genuine whether a MAC of ours, under a secret not known to have leaked, vouches for all of it; this alone
 *     accuses
 */
public record Presented(CredentialKind kind, GrantId grant, int generation, TokenHash hash, boolean genuine) {}
