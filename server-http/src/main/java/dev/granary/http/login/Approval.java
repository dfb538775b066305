package dev.granary.http.login;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.ResolvedUser;
import dev.granary.client.Client;
import dev.granary.consent.ConsentKey;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.domain.consent.ConsentOutcome;
import dev.granary.domain.consent.Consents;
import dev.granary.domain.realm.Realm;
import dev.granary.grant.Granted;
import dev.granary.http.consent.ConsentPolicy;
import dev.granary.http.exchange.Answer;
import java.net.URI;
import java.util.Optional;

/**
 * Asks users whether a client may have what it asks for, before it gets a code. All clients share our one registration at
 * an upstream, whose own question is asked once for all of them: a client that a stranger registered would ride on it.
 */
public final class Approval {

    private final Consents consents;
    private final ConsentPolicy policy;
    private final PendingAuthorizations logins;
    private final Place place;
    private final Realm realm;

    /** Where users are asked, and what binds the question to their browser. */
    public record Place(URI front, LoginCookie cookie) {}

    /** Asks as this policy says. */
    public Approval(Consents consents, ConsentPolicy policy, PendingAuthorizations logins, Place place, Realm realm) {
        this.consents = consents;
        this.policy = policy;
        this.logins = logins;
        this.place = place;
        this.realm = realm;
    }

    /** Whether the user must be asked; {@code again} means whatever was allowed before. */
    boolean isDue(Client client, Granted wanted, boolean again) {
        return again || (policy.asksFor(client) && !consents.cover(keyOf(wanted), wanted.scopes(), wanted.resources()));
    }

    /** Sends the browser to the question. */
    Answer ask(PendingAuthorization login, ResolvedUser user, String browserSecret) {
        String ticket = logins.awaitConsent(login, user, browserSecret);
        return Answer.seeOther(URI.create(place.front() + "/oauth/consent?login=" + ticket))
                .with("Set-Cookie", place.cookie().setting(browserSecret));
    }

    /** Records what the user allowed. */
    ConsentOutcome record(Granted allowed) {
        return consents.allow(keyOf(allowed), allowed.scopes(), allowed.resources(), allowed.begunAt());
    }

    /** Notes what the user did not allow. */
    void noteDenied(Granted wanted) {
        realm.tell(
                AuditType.CONSENT_DENIED,
                Optional.of(wanted.client()),
                1,
                wanted.scopes().toString());
    }

    private static ConsentKey keyOf(Granted granted) {
        return new ConsentKey(granted.client(), granted.subject());
    }
}
