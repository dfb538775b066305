package dev.granary.domain.token;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.user.Profile;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Credential;
import dev.granary.grant.CredentialKind;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.Granted;
import dev.granary.grant.Opening;
import dev.granary.scope.Scopes;
import dev.granary.token.IssuedCredential;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/** Opens grants, with what they begin with: a code, or one access token and no chain. */
final class Issuance {

    private final Realm realm;
    private final GrantTokens.Parts parts;
    private final Tickets tickets;
    private final Openings openings;

    Issuance(Realm realm, GrantTokens.Parts parts, Tickets tickets) {
        this.realm = realm;
        this.parts = parts;
        this.tickets = tickets;
        this.openings = new Openings(realm, parts.fences());
    }

    /** See {@link Tokens#issueCode}. */
    CodeOutcome code(Granted granted, CodeBinding binding) {
        Opening opening = opening(granted);
        IssuedCredential code = parts.format().issue(CredentialKind.CODE, opening.id(), 0);
        Credential credential =
                new Credential(code.hash(), parts.lifetimes().codeExpiry(opening.at(), opening.endsAt()));
        Grant grant = Grant.openWithCode(opening, binding, credential, parts.policy());
        Optional<Refusal> refusal = open(grant);
        if (refusal.isPresent()) {
            return new CodeOutcome.Refused(refusal.get());
        }
        realm.tell(AuditType.CODE_ISSUED, grant, "");
        return new CodeOutcome.Issued(new IssuedCode(grant, code.value()));
    }

    /** See {@link Tokens#issueToken}. */
    TokenOutcome token(Granted granted) {
        Opening opening = opening(granted);
        Instant expiresAt = parts.lifetimes().accessTokenExpiry(opening.at(), opening.endsAt());
        AccessTokens.Ticket ticket = tickets.ticket(granted, Scopes.NONE, Collections.emptySortedSet(), expiresAt);
        return issue(opening, ticket, AuditType.TOKEN_ISSUED);
    }

    /** See {@link Tokens#exchange}. */
    TokenOutcome exchanged(Exchange exchange) {
        Granted granted = exchange.granted();
        Instant now = realm.now();
        if (!now.isBefore(exchange.expiresAt())) {
            return new TokenOutcome.Refused(Refusal.EXPIRED);
        }
        Opening opening =
                new Opening(GrantId.random(realm.random()), granted, now, exchange.expiresAt(), realm.attempt());
        AccessTokens.Ticket ticket = new AccessTokens.Ticket(
                granted.scopes(), granted.resources(), now, exchange.expiresAt(), exchange.actor(), Profile.UNKNOWN);
        return issue(opening, ticket, AuditType.TOKEN_EXCHANGED);
    }

    private TokenOutcome issue(Opening opening, AccessTokens.Ticket ticket, AuditType type) {
        Grant grant = Grant.openWithoutChain(opening, ticket.expiresAt(), parts.policy());
        Optional<Refusal> refusal = open(grant);
        if (refusal.isPresent()) {
            return new TokenOutcome.Refused(refusal.get());
        }
        realm.tell(type, grant, "");
        String access = parts.accessTokens().issue(grant, ticket);
        return new TokenOutcome.Issued(new IssuedTokens(grant, access, ticket, Optional.empty()));
    }

    private Optional<Refusal> open(Grant grant) {
        Optional<Refusal> refusal = openings.open(grant);
        if (refusal.filter(why -> why == Refusal.FENCED).isPresent()) {
            realm.tell(AuditType.FENCED, grant, "refused");
        }
        return refusal;
    }

    private Opening opening(Granted granted) {
        Instant now = realm.now();
        return new Opening(
                GrantId.random(realm.random()),
                granted,
                now,
                now.plus(parts.lifetimes().grant()),
                realm.attempt());
    }
}
