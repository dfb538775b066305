package dev.granary.tck.node;

import dev.granary.client.ClientId;
import dev.granary.domain.token.Caller;
import dev.granary.grant.Binding;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Granted;
import dev.granary.grant.SenderKey;
import dev.granary.pkce.CodeChallenge;
import dev.granary.pkce.CodeVerifier;
import dev.granary.scope.Scopes;
import dev.granary.session.SessionId;
import dev.granary.tck.specimen.Dice;
import dev.granary.user.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A user at a client, in one login, and what the client presents.
 *
 * @param client the client
 * @param subject the user
 * @param session the login
 * @param verifier the client's PKCE verifier
 * @param redirectUri the client's redirect URI
 * @param senderKey the client's key, if its tokens are bound to one
 */
public record Account(
        ClientId client,
        Subject subject,
        SessionId session,
        CodeVerifier verifier,
        String redirectUri,
        Optional<SenderKey> senderKey) {

    private static final Scopes SCOPES = Scopes.of("openid", "offline_access", "files");

    /** An account that nobody had before. */
    public static Account random(Dice dice) {
        return new Account(
                new ClientId("app " + dice.text()),
                new Subject("user " + dice.text()),
                dice.session(),
                new CodeVerifier(dice.base64Url(32)),
                dice.uri(),
                Optional.empty());
    }

    /** The same at another client. */
    public Account at(ClientId another) {
        return new Account(another, subject, session, verifier, redirectUri, senderKey);
    }

    /** The same for another user. */
    public Account of(Subject another) {
        return new Account(client, another, session, verifier, redirectUri, senderKey);
    }

    /** The same in another login. */
    public Account in(SessionId another) {
        return new Account(client, subject, another, verifier, redirectUri, senderKey);
    }

    /** The same with this key. */
    public Account proving(SenderKey key) {
        return new Account(client, subject, session, verifier, redirectUri, Optional.of(key));
    }

    /** What is granted if the login began then. */
    public Granted granted(Instant begunAt) {
        Granted granted = Granted.of(client, subject, SCOPES, begunAt).inSession(session);
        return senderKey.map(granted::boundTo).orElse(granted);
    }

    /** What who redeems the code must show. */
    public CodeBinding codeBinding() {
        return new CodeBinding(redirectUri, CodeChallenge.of(verifier), Optional.empty());
    }

    /** What the client shows with a code. */
    public Binding ofCode() {
        return proven(Binding.ofCode(client, redirectUri, verifier));
    }

    /** What the client shows with a refresh token. */
    public Binding ofRefresh() {
        return proven(Binding.ofClient(client));
    }

    /** The client as it asks about a token. */
    public Caller caller() {
        return new Caller(client, Set.of());
    }

    private Binding proven(Binding binding) {
        return senderKey.map(binding::proving).orElse(binding);
    }
}
