package dev.granary.cli.proof;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.util.Map;

/** The client that every server has, with somebody at its browser. */
final class Checker {

    private final CodeVerifier verifier = new CodeVerifier();
    private final Person person;

    Checker(String name) {
        this.person = new Person(name);
    }

    /** Lets the person log in, and returns the form that redeems the code. */
    Map<String, String> redemption(Served served) {
        return redemption(served.issuer());
    }

    /** The same at a server that is known by its issuer. */
    Map<String, String> redemption(String issuer) {
        URI start = URI.create(issuer + "/oauth/authorize?"
                + Forms.encoded(Map.of(
                        "response_type", "code",
                        "client_id", "checker",
                        "redirect_uri", Served.CALLBACK,
                        "scope", "openid offline_access",
                        "code_challenge",
                                CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                        .getValue(),
                        "code_challenge_method", "S256")));
        String code = Forms.parameter(person.logIn(start, Served.CALLBACK), "code");
        return Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                Served.CALLBACK,
                "code_verifier",
                verifier.getValue());
    }

    /** The form that spends a refresh token. */
    static Map<String, String> refresh(String token) {
        return Map.of("grant_type", "refresh_token", "refresh_token", token);
    }
}
