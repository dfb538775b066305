package dev.granary.http.registration;

import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import dev.granary.client.Client;
import dev.granary.domain.client.Clients;
import dev.granary.domain.client.Registration;
import dev.granary.http.client.ClientIds;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Endpoint;
import dev.granary.http.exchange.Request;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.trust.SoftwareStatements;
import dev.granary.record.OutcomeUnknownException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Lets clients read, change and end their registration (RFC 7592). Each has a URL and a token of its own for it. */
public final class ManagementEndpoint implements Endpoint {

    /** Where the registrations are, below the issuer. */
    public static final String PATH = RegistrationEndpoint.PATH + "/";

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final Clients clients;
    private final RegistrationRequests requests;
    private final SoftwareStatements statements;
    private final URI issuer;

    /** Manages clients that registered on this policy. */
    public ManagementEndpoint(
            Clients clients, RegistrationRequests requests, SoftwareStatements statements, URI issuer) {
        this.statements = statements;
        this.clients = clients;
        this.requests = requests;
        this.issuer = issuer;
    }

    @Override
    public Answer answer(Request request) {
        String token = BearerToken.of(request).orElseThrow(ManagementEndpoint::unknown);
        Client client = ClientIds.parse(request.path().substring(PATH.length()))
                .flatMap(id -> clients.managed(id, token))
                .orElseThrow(ManagementEndpoint::unknown);
        return switch (request.method()) {
            case "PUT" -> update(client, request, token);
            case "DELETE" -> delete(client);
            default -> told(client, token, Optional.empty());
        };
    }

    private Answer update(Client client, Request request, String token) {
        RegistrationRequests.requireJson(request);
        Map<String, Object> document = requests.document(request.body());
        requireSame(client, document);
        VouchedDocument vouched = VouchedDocument.of(document, statements);
        Registration wanted = requests.read(vouched.members());
        if (client.isPublic() != RegistrationRequests.isPublic(wanted)) {
            throw refused("a client can neither gain nor lose its secret; register another one");
        }
        return told(
                clients.update(client, wanted).orElseThrow(ManagementEndpoint::unknown), token, vouched.statement());
    }

    /** It must name itself, and may repeat its secret, never choose one (RFC 7592 section 2.2). */
    private static void requireSame(Client client, Map<String, Object> document) {
        if (!client.id().value().equals(document.get("client_id"))) {
            throw refused("expected the client_id that the registration is about");
        }
        boolean chosen = document.get("client_secret") instanceof String secret
                && client.secretHash().filter(hash -> hash.matches(secret)).isEmpty();
        if (chosen) {
            throw refused("a client cannot choose its secret");
        }
    }

    private Answer delete(Client client) {
        return clients.remove(client.id())
                .match(
                        revocation -> revocation.match(count -> Answer.empty(NO_CONTENT), (count, fault) -> {
                            throw new OutcomeUnknownException(fault);
                        }),
                        () -> {
                            throw unknown();
                        });
    }

    private Answer told(Client client, String token, Optional<String> statement) {
        return Answer.json(OK, new RegisteredClient(client, Optional.empty(), token, statement).document(issuer));
    }

    /** Nobody is told whether it is the client or the token that is not known (RFC 7592 section 2.1). */
    private static RefusedException unknown() {
        return RefusedException.of(BearerTokenError.INVALID_TOKEN, "the registration access token is not valid")
                .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    private static RefusedException refused(String why) {
        return RefusedException.of(RegistrationError.INVALID_CLIENT_METADATA, why);
    }
}
