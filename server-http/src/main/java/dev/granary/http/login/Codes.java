package dev.granary.http.login;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.client.Client;
import dev.granary.domain.client.Clients;
import dev.granary.domain.token.IssuedCode;
import dev.granary.domain.token.Tokens;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Granted;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.resource.Audiences;
import dev.granary.http.resource.RequestedScopes;
import dev.granary.user.Subject;
import dev.granary.user.UserId;
import java.util.Optional;

/** Issues the code that a login ends with. */
public final class Codes {

    private final Clients clients;
    private final Tokens tokens;
    private final Audiences audiences;

    /** Issues codes to these clients. */
    public Codes(Clients clients, Tokens tokens, Audiences audiences) {
        this.clients = clients;
        this.tokens = tokens;
        this.audiences = audiences;
    }

    /** A code for whom the login led to; empty if a bulk revocation came after the login began. */
    Optional<String> issue(PendingAuthorization login, UserId user) {
        AuthorizationRequest request = login.request();
        Client client = clients.find(request.client())
                .orElseThrow(() -> RefusedException.of(OAuth2Error.ACCESS_DENIED, "the client is gone"));
        Granted granted = Granted.of(
                        client.id(),
                        new Subject(user.value()),
                        RequestedScopes.within(
                                request.scopes(), client.metadata().scopes()),
                        login.begunAt())
                .inSession(login.session())
                .forResources(audiences.granted(client, request.resources()));
        CodeBinding binding = new CodeBinding(request.redirectUri(), request.challenge(), request.nonce());
        return tokens.issueCode(granted, binding)
                .match(issued -> Optional.of(issued).map(IssuedCode::code), refused -> Optional.empty());
    }
}
