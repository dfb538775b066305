package dev.granary.pkce;

/**
 * A code verifier (RFC 7636 section 4.1). A secret of the client's; it never shows in a log.
 *
 * @param value 43 to 128 unreserved characters
 */
public record CodeVerifier(String value) {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /** @throws IllegalArgumentException if it is not of RFC 7636's form; the message does not echo it */
    public CodeVerifier {
        boolean fits = value.length() >= 43
                && value.length() <= 128
                && value.chars().allMatch(c -> UNRESERVED.indexOf(c) >= 0);
        if (!fits) {
            throw new IllegalArgumentException(
                    "code_verifier: expected 43 to 128 characters of A-Z, a-z, 0-9, '-', '.', '_' and '~'");
        }
    }

    @Override
    public String toString() {
        return "CodeVerifier[…]";
    }
}
