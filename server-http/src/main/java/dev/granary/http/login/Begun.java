package dev.granary.http.login;

import java.net.URI;

/**
 * Where to send a browser that is to log in, and what to give it. A host answers with 302, {@code Location}, {@code
 * Set-Cookie} and {@code Referrer-Policy: no-referrer}, from an address of the issuer's origin. Never prints itself.
 *
 * @param location the upstream's address, with all that it needs
 * @param cookie the value of {@code Set-Cookie} that binds the login to the browser
 */
public record Begun(URI location, String cookie) {

    @Override
    public String toString() {
        return "Begun[…]";
    }
}
