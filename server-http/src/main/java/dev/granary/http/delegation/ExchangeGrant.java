package dev.granary.http.delegation;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientOrigin;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.token.Actor;
import dev.granary.domain.token.Exchange;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.domain.token.Tokens;
import dev.granary.grant.Grant;
import dev.granary.grant.Granted;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.resource.RequestedScopes;
import dev.granary.http.token.TokenGrant;
import dev.granary.http.trust.AllowList;
import dev.granary.http.trust.TrustedIssuers;
import dev.granary.record.Times;
import dev.granary.scope.Scopes;
import dev.granary.user.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Exchanges tokens for delegated ones (RFC 8693): the subject stays, and {@code act} says who acts for it. */
public final class ExchangeGrant implements TokenGrant {

    private static final Set<String> SUBJECT_TYPES =
            Set.of(TokenTypeURI.ACCESS_TOKEN.toString(), TokenTypeURI.JWT.toString());

    private final Parts parts;
    private final SubjectTokens subjects;
    private final Consent consent;
    private final Map<ClientId, AllowList> delegates;

    /**
     * What it works with.
     *
     * @param issuer the server's issuer
     * @param tokens opens the grants
     * @param issuers whose tokens are trusted besides ours
     * @param targets where the new tokens may be used
     * @param lifetime how long they last at most
     * @param realm tells the time
     */
    public record Parts(
            String issuer, Tokens tokens, TrustedIssuers issuers, Targets targets, Duration lifetime, Realm realm) {}

    /** Exchanges for these delegates, each with those that it acts for. */
    public ExchangeGrant(Parts parts, Map<ClientId, AllowList> delegates) {
        this.parts = parts;
        this.subjects = new SubjectTokens(parts.tokens(), parts.issuers());
        this.consent = new Consent(parts.issuer());
        this.delegates = Map.copyOf(delegates);
    }

    @Override
    public String type() {
        return Delegate.GRANT_TYPE;
    }

    @Override
    public Optional<TokenTypeURI> issuedTokenType() {
        return Optional.of(TokenTypeURI.ACCESS_TOKEN);
    }

    @Override
    public TokenOutcome ask(Client client, Parameters form) {
        AllowList actsFor = actsFor(client);
        requireTypes(form);
        SubjectToken subject = subjects.any(form.require("subject_token"))
                .orElseThrow(() -> refused(OAuth2Error.INVALID_REQUEST, "the subject_token is not valid"));
        Optional<SubjectToken> actor = form.first("actor_token").map(token -> actor(token, client));
        if (!consent.isGiven(subject, client.id(), actsFor)) {
            throw refused(OAuth2Error.INVALID_GRANT, "the client may not act for the subject");
        }
        return parts.tokens().exchange(exchange(client, form, subject, actor));
    }

    private AllowList actsFor(Client client) {
        return Optional.ofNullable(delegates.get(client.id()))
                .filter(known -> client.origin() == ClientOrigin.CONFIGURED && !client.isPublic())
                .filter(known -> client.metadata().grantTypes().equals(List.of(type())))
                .orElseThrow(() -> refused(OAuth2Error.UNAUTHORIZED_CLIENT, "the client is no delegate"));
    }

    private static void requireTypes(Parameters form) {
        if (!SUBJECT_TYPES.contains(form.require("subject_token_type"))) {
            throw refused(OAuth2Error.INVALID_REQUEST, "expected subject_token_type access_token or jwt");
        }
        Optional<String> actorType = form.first("actor_token_type");
        if (actorType.isPresent() != form.first("actor_token").isPresent()
                || actorType.filter(type -> !SUBJECT_TYPES.contains(type)).isPresent()) {
            throw refused(OAuth2Error.INVALID_REQUEST, "expected actor_token with its actor_token_type, or neither");
        }
        String wanted = form.first("requested_token_type").orElse(TokenTypeURI.ACCESS_TOKEN.toString());
        if (!wanted.equals(TokenTypeURI.ACCESS_TOKEN.toString())) {
            throw refused(OAuth2Error.INVALID_REQUEST, "expected requested_token_type access_token");
        }
    }

    /** An actor shows a token of its own. One that somebody acts with already would hide who that is. */
    private SubjectToken actor(String token, Client client) {
        return subjects.ours(token)
                .filter(actor -> actor.grant()
                        .filter(grant -> grant.granted().client().equals(client.id()))
                        .isPresent())
                .filter(actor -> actor.claims().getClaim("act") == null)
                .orElseThrow(() -> refused(OAuth2Error.INVALID_REQUEST, "the actor_token is not valid"));
    }

    private Exchange exchange(Client client, Parameters form, SubjectToken subject, Optional<SubjectToken> actor) {
        try {
            Instant now = parts.realm().now();
            List<Grant> sources = Stream.concat(subject.grant().stream(), actor.flatMap(SubjectToken::grant).stream())
                    .toList();
            Granted granted = Granted.of(
                            client.id(),
                            new Subject(subject.subject()),
                            scopes(client, form, subject),
                            Times.earlier(subject.begunAt(), now))
                    .forResources(parts.targets().of(client, form, subject.audience()));
            Actor acting = Actor.of(
                            actor.map(SubjectToken::subject).orElse(client.id().value()))
                    .after(subject.actor());
            return new Exchange(granted, sources, Optional.of(acting), expiry(now, subject, actor));
        } catch (IllegalArgumentException e) {
            throw refused(OAuth2Error.INVALID_REQUEST, "the subject_token is malformed, or was delegated too often");
        }
    }

    private Instant expiry(Instant now, SubjectToken subject, Optional<SubjectToken> actor) {
        Instant latest = Times.earlier(now.plus(parts.lifetime()), subject.expiresAt());
        return actor.map(token -> Times.earlier(latest, token.expiresAt())).orElse(latest);
    }

    /** No scope is granted unless it is asked for. */
    private static Scopes scopes(Client client, Parameters form, SubjectToken subject) {
        Scopes wanted = RequestedScopes.of(form);
        if (!client.metadata().scopes().contains(wanted) || !subject.scopes().contains(wanted)) {
            throw refused(OAuth2Error.INVALID_SCOPE, "the client may not ask for the scope, or the subject lacks it");
        }
        return wanted;
    }

    private static RefusedException refused(ErrorObject error, String why) {
        return RefusedException.of(error, why);
    }
}
