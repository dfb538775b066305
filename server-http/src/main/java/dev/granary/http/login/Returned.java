package dev.granary.http.login;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.http.exchange.Parameters;
import dev.granary.pkce.CodeVerifier;

/**
 * A login that is back, and nobody else's.
 *
 * @param login what was kept
 * @param verifier our verifier at the upstream
 * @param browserSecret what its browser holds
 * @param answer what the upstream sent back with the browser
 */
record Returned(PendingAuthorization login, CodeVerifier verifier, String browserSecret, Parameters answer) {

    @Override
    public String toString() {
        return "Returned[" + login.request() + "]";
    }
}
