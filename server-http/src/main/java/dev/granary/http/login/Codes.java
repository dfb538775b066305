package dev.granary.http.login;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.ResolvedUser;
import dev.granary.client.Client;
import dev.granary.domain.client.Clients;
import dev.granary.domain.session.SessionLimit;
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
    private final SessionLimit sessions;

    /** Issues codes to these clients. */
    public Codes(Clients clients, Tokens tokens, Audiences audiences, SessionLimit sessions) {
        this.clients = clients;
        this.tokens = tokens;
        this.audiences = audiences;
        this.sessions = sessions;
    }

    /** The client of a login. @throws RefusedException if it is gone since */
    Client client(PendingAuthorization login) {
        return clients.find(login.request().client())
                .orElseThrow(() -> RefusedException.of(OAuth2Error.ACCESS_DENIED, "the client is gone"));
    }

    /** What the client is to get, if nobody objects. */
    Granted wanted(PendingAuthorization login, Client client, UserId user) {
        AuthorizationRequest request = login.request();
        return Granted.of(
                        client.id(),
                        new Subject(user.value()),
                        RequestedScopes.within(
                                request.scopes(), client.metadata().scopes()),
                        login.begunAt())
                .inSession(login.session())
                .forResources(audiences.granted(client, request.resources()));
    }

    /** A code for it; empty if a bulk revocation came after the login began. */
    Optional<String> issue(AuthorizationRequest request, ResolvedUser user, Granted granted) {
        granted.session().ifPresent(session -> sessions.require(granted.subject(), session));
        CodeBinding binding = new CodeBinding(
                request.redirectUri(),
                request.challenge(),
                request.nonce(),
                request.redirectUriOmitted(),
                user.authenticatedAt());
        return tokens.issueCode(granted, binding)
                .match(issued -> Optional.of(issued).map(IssuedCode::code), refused -> Optional.empty());
    }
}
