package dev.granary.domain.token;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import dev.granary.grant.Advance;
import dev.granary.grant.Binding;
import dev.granary.grant.CredentialKind;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.Granted;
import dev.granary.grant.Presented;
import dev.granary.grant.SealedSecret;
import dev.granary.grant.Successor;
import dev.granary.record.RecordStore;
import dev.granary.record.Times;
import dev.granary.token.IssuedCredential;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers who presents a code (RFC 6749 section 4.1.3) or a refresh token (section 6): makes the successor, which {@link
 * Redemption} puts in place, and the tokens.
 */
final class Presentation {

    private final RecordStore<GrantId, Grant> grants;
    private final Realm realm;
    private final GrantTokens.Parts parts;
    private final Tickets tickets;
    private final Successors successors;

    Presentation(Realm realm, GrantTokens.Parts parts, Tickets tickets) {
        this.grants = realm.records().grants();
        this.realm = realm;
        this.parts = parts;
        this.tickets = tickets;
        this.successors = new Successors(parts.format(), parts.retrySeal());
    }

    /** What is presented, as which kind, by whom and for what. Never prints it. */
    record Request(CredentialKind kind, String presented, Binding binding) {

        @Override
        public String toString() {
            return "Request[" + kind + "]";
        }
    }

    /** @param due whether a refresh token is due for what was granted */
    TokenOutcome present(Request request, Predicate<Granted> due) {
        Optional<Presented> presented = parts.format().parse(request.kind(), request.presented());
        Optional<Grant> found = presented.flatMap(credential -> grants.find(credential.grant()));
        if (presented.isEmpty() || found.isEmpty()) {
            return new TokenOutcome.Refused(Refusal.UNKNOWN);
        }
        Instant now = realm.now();
        Grant grant = found.get();
        if (!Lineage.of(grant, grants).isLive(now)) {
            return new TokenOutcome.Refused(Refusal.REVOKED);
        }
        IssuedCredential next = next(grant);
        boolean refreshable = due.test(grant.granted());
        Instant refreshExpiresAt = parts.lifetimes().refreshTokenExpiry(now, grant.endsAt());
        Successor successor = refreshable
                ? successors.keep(next, refreshExpiresAt, request.presented(), grant)
                : Successor.none(next.hash(), now);
        Instant accessExpiresAt = parts.lifetimes().accessTokenExpiry(now, grant.endsAt());
        Advance call = new Advance(presented.get(), request.binding(), successor, accessExpiresAt, realm.attempt());
        Optional<String> refreshToken = refreshable ? Optional.of(next.value()) : Optional.empty();
        return new Redemption(grants, call, parts.policy(), now, realm::attempt)
                .run(grant, new Answer(request, accessExpiresAt, refreshToken));
    }

    private IssuedCredential next(Grant grant) {
        int generation = Math.addExact(grant.chain().generation(), 1);
        return parts.format().issue(CredentialKind.REFRESH_TOKEN, grant.id(), generation);
    }

    /** Answers with this refresh token, which was made for the request, and an access token that expires then. */
    private final class Answer implements Redemption.Answers {

        private final Request request;
        private final Instant accessExpiresAt;
        private final Optional<String> refreshToken;

        Answer(Request request, Instant accessExpiresAt, Optional<String> refreshToken) {
            this.request = request;
            this.accessExpiresAt = accessExpiresAt;
            this.refreshToken = refreshToken;
        }

        @Override
        public TokenOutcome advanced(Grant stored) {
            boolean code = request.kind() == CredentialKind.CODE;
            realm.tell(code ? AuditType.CODE_REDEEMED : AuditType.TOKEN_REFRESHED, stored, "");
            return issued(stored, accessExpiresAt, refreshToken);
        }

        @Override
        public TokenOutcome retried(Grant stored, SealedSecret sealed, Instant latest) {
            Optional<String> successor = successors.reopen(sealed, request.presented(), stored);
            if (successor.isEmpty()) {
                return refused(stored, Refusal.STALE);
            }
            realm.tell(AuditType.RETRIED, stored, "");
            return issued(stored, Times.earlier(accessExpiresAt, latest), successor);
        }

        @Override
        public TokenOutcome replayed(Grant stored) {
            boolean code = request.kind() == CredentialKind.CODE;
            realm.tell(code ? AuditType.CODE_REPLAYED : AuditType.REFRESH_TOKEN_REUSED, stored, "grant revoked");
            return new TokenOutcome.Refused(Refusal.REPLAYED);
        }

        @Override
        public TokenOutcome refused(Grant stored, Refusal why) {
            if (why.isMismatch()) {
                realm.tell(AuditType.MISMATCHED, stored, why.name());
            }
            return new TokenOutcome.Refused(why);
        }

        private TokenOutcome issued(Grant grant, Instant expiresAt, Optional<String> refresh) {
            Binding binding = request.binding();
            AccessTokens.Ticket ticket =
                    tickets.ticket(grant.granted(), binding.scopes(), binding.resources(), expiresAt);
            String access = parts.accessTokens().issue(grant, ticket);
            return new TokenOutcome.Issued(new IssuedTokens(grant, access, ticket, refresh));
        }
    }
}
