package dev.granary.domain.token;

import dev.granary.client.ClientId;
import dev.granary.domain.audit.AuditEvent;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.seal.RetrySeal;
import dev.granary.domain.user.Profile;
import dev.granary.grant.Advance;
import dev.granary.grant.Binding;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Credential;
import dev.granary.grant.CredentialKind;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.GrantPolicy;
import dev.granary.grant.Granted;
import dev.granary.grant.Opening;
import dev.granary.grant.Presented;
import dev.granary.grant.RevocationReason;
import dev.granary.grant.SealedSecret;
import dev.granary.grant.Successor;
import dev.granary.grant.TokenHash;
import dev.granary.record.RecordStore;
import dev.granary.record.Revision;
import dev.granary.record.Times;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.token.AccessToken;
import dev.granary.token.IssuedCredential;
import dev.granary.token.TokenFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;

/** {@link Tokens} over the grants of one namespace. */
public final class GrantTokens implements Tokens {

    private static final int SECRET_ID = 8;

    private final RecordStore<GrantId, Grant> grants;
    private final Realm realm;
    private final Parts parts;
    private final Openings openings;
    private final Profiles profiles;

    /**
     * What the use cases are made of.
     *
     * @param format spells codes and refresh tokens
     * @param accessTokens spells access tokens
     * @param retrySeal keeps successors for a retry
     * @param fences what bulk revocations left
     * @param policy the grants' policy
     * @param lifetimes how long things last
     */
    public record Parts(
            TokenFormat format,
            AccessTokens accessTokens,
            RetrySeal retrySeal,
            Fences fences,
            GrantPolicy policy,
            Lifetimes lifetimes) {}

    /** Works on the records of this realm. */
    public GrantTokens(Realm realm, Parts parts) {
        this.grants = realm.records().grants();
        this.realm = realm;
        this.parts = parts;
        this.openings = new Openings(realm, parts.fences());
        this.profiles = new Profiles(realm);
    }

    @Override
    public CodeOutcome issueCode(Granted granted, CodeBinding binding) {
        Opening opening = opening(granted);
        IssuedCredential code = parts.format().issue(CredentialKind.CODE, opening.id(), 0);
        Credential credential = new Credential(
                code.hash(), expiry(opening.at(), parts.lifetimes().code(), opening.endsAt()));
        Grant grant = Grant.openWithCode(opening, binding, credential, parts.policy());
        Optional<Refusal> refusal = open(grant);
        if (refusal.isPresent()) {
            return new CodeOutcome.Refused(refusal.get());
        }
        tell(AuditType.CODE_ISSUED, grant, "");
        return new CodeOutcome.Issued(new IssuedCode(grant, code.value()));
    }

    @Override
    public TokenOutcome issueToken(Granted granted) {
        Opening opening = opening(granted);
        AccessTokens.Ticket ticket = ticket(
                granted, Scopes.NONE, Collections.emptySortedSet(), accessExpiry(opening.at(), opening.endsAt()));
        return issue(opening, ticket, AuditType.TOKEN_ISSUED);
    }

    @Override
    public TokenOutcome exchange(Exchange exchange) {
        Granted granted = exchange.granted();
        Instant now = realm.now();
        if (!now.isBefore(exchange.expiresAt())) {
            return new TokenOutcome.Refused(Refusal.EXPIRED);
        }
        Opening opening = new Opening(GrantId.random(realm.random()), granted, now, exchange.expiresAt(), attempt());
        AccessTokens.Ticket ticket = new AccessTokens.Ticket(
                granted.scopes(), granted.resources(), now, exchange.expiresAt(), exchange.actor(), Profile.UNKNOWN);
        return issue(opening, ticket, AuditType.TOKEN_EXCHANGED);
    }

    @Override
    public Optional<LiveToken> find(String accessToken) {
        Instant now = realm.now();
        return liveAccess(accessToken, now).filter(live -> isUpheld(live.grant(), now));
    }

    @Override
    public TokenOutcome redeem(String code, Binding binding, Predicate<Granted> refreshable) {
        return present(CredentialKind.CODE, code, binding, refreshable);
    }

    @Override
    public TokenOutcome refresh(String refreshToken, Binding binding) {
        return present(CredentialKind.REFRESH_TOKEN, refreshToken, binding, granted -> true);
    }

    @Override
    public RevokeOutcome revoke(String token, ClientId client) {
        Optional<Target> target = target(token);
        Optional<Grant> found = target.flatMap(wanted -> grants.find(wanted.grant()));
        if (found.isEmpty() || target.isEmpty()) {
            return RevokeOutcome.UNKNOWN;
        }
        if (!found.get().granted().client().equals(client)) {
            tell(AuditType.MISMATCHED, found.get(), "revocation by another client");
            return RevokeOutcome.MISMATCHED;
        }
        return end(found.get(), target.get());
    }

    @Override
    public Optional<LiveToken> introspect(String token, Caller caller) {
        Instant now = realm.now();
        return liveAccess(token, now)
                .or(() -> liveRefresh(token, now))
                .filter(live -> live.grant().granted().client().equals(caller.client())
                        || !Collections.disjoint(live.grant().granted().resources(), caller.resources()))
                .filter(live -> isUpheld(live.grant(), now));
    }

    private TokenOutcome present(CredentialKind kind, String value, Binding binding, Predicate<Granted> due) {
        Optional<Presented> presented = parts.format().parse(kind, value);
        Optional<Grant> found = presented.flatMap(credential -> grants.find(credential.grant()));
        if (presented.isEmpty() || found.isEmpty()) {
            return new TokenOutcome.Refused(Refusal.UNKNOWN);
        }
        Instant now = realm.now();
        Grant grant = found.get();
        if (!isUpheld(grant, now)) {
            return new TokenOutcome.Refused(Refusal.REVOKED);
        }
        IssuedCredential next = parts.format()
                .issue(
                        CredentialKind.REFRESH_TOKEN,
                        grant.id(),
                        Math.addExact(grant.chain().generation(), 1));
        boolean refreshable = due.test(grant.granted());
        Successor successor = refreshable ? successor(value, grant, next, now) : Successor.none(next.hash(), now);
        Instant accessExpiresAt = accessExpiry(now, grant.endsAt());
        Advance call = new Advance(presented.get(), binding, successor, accessExpiresAt, attempt());
        Request request = new Request(kind, value, binding, refreshable ? Optional.of(next.value()) : Optional.empty());
        return new Redemption(grants, call, parts.policy(), now, this::attempt)
                .run(grant, new Answer(request, accessExpiresAt));
    }

    /** What was asked, and the refresh token that was made for it. */
    private record Request(CredentialKind kind, String presented, Binding binding, Optional<String> refreshToken) {}

    private final class Answer implements Redemption.Answers {

        private final Request request;
        private final Instant accessExpiresAt;

        Answer(Request request, Instant accessExpiresAt) {
            this.request = request;
            this.accessExpiresAt = accessExpiresAt;
        }

        @Override
        public TokenOutcome advanced(Grant stored) {
            boolean code = request.kind() == CredentialKind.CODE;
            tell(code ? AuditType.CODE_REDEEMED : AuditType.TOKEN_REFRESHED, stored, "");
            return issued(stored, accessExpiresAt, request.refreshToken());
        }

        @Override
        public TokenOutcome retried(Grant stored, SealedSecret sealed, Instant latest) {
            Optional<String> successor = reopen(stored, sealed);
            if (successor.isEmpty()) {
                return refused(stored, Refusal.STALE);
            }
            tell(AuditType.RETRIED, stored, "");
            return issued(stored, Times.earlier(accessExpiresAt, latest), successor);
        }

        @Override
        public TokenOutcome replayed(Grant stored) {
            boolean code = request.kind() == CredentialKind.CODE;
            tell(code ? AuditType.CODE_REPLAYED : AuditType.REFRESH_TOKEN_REUSED, stored, "grant revoked");
            return new TokenOutcome.Refused(Refusal.REPLAYED);
        }

        @Override
        public TokenOutcome refused(Grant stored, Refusal why) {
            if (why.isMismatch()) {
                tell(AuditType.MISMATCHED, stored, why.name());
            }
            return new TokenOutcome.Refused(why);
        }

        private TokenOutcome issued(Grant grant, Instant expiresAt, Optional<String> refreshToken) {
            AccessTokens.Ticket ticket = ticket(
                    grant.granted(),
                    request.binding().scopes(),
                    request.binding().resources(),
                    expiresAt);
            String access = parts.accessTokens().issue(grant, ticket);
            return new TokenOutcome.Issued(new IssuedTokens(grant, access, ticket, refreshToken));
        }

        /** The successor as it was first given; empty if the seal does not open or it is not the one that is stored. */
        private Optional<String> reopen(Grant grant, SealedSecret sealed) {
            int generation = grant.chain().generation();
            return parts.retrySeal()
                    .open(sealed, request.presented(), grant.id(), generation)
                    .flatMap(opened -> parts.format()
                            .respell(
                                    new String(opened, 0, SECRET_ID, StandardCharsets.US_ASCII),
                                    grant.id(),
                                    generation,
                                    Arrays.copyOfRange(opened, SECRET_ID, opened.length)))
                    .filter(value -> grant.chain()
                            .current()
                            .filter(held -> held.hash().matches(TokenHash.of(value)))
                            .isPresent());
        }
    }

    private Successor successor(String presented, Grant grant, IssuedCredential next, Instant now) {
        byte[] id = TokenFormat.secretIdOf(next.value()).getBytes(StandardCharsets.US_ASCII);
        byte[] secret = next.secret();
        byte[] kept = ByteBuffer.allocate(id.length + secret.length)
                .put(id)
                .put(secret)
                .array();
        int generation = Math.addExact(grant.chain().generation(), 1);
        return Successor.refreshToken(
                next.hash(),
                expiry(now, parts.lifetimes().refreshIdle(), grant.endsAt()),
                parts.retrySeal().seal(presented, grant.id(), generation, kept));
    }

    /** What a token stands for: the whole grant, or the access tokens up to a generation. */
    private record Target(GrantId grant, Optional<Integer> accessGeneration, Optional<Presented> presented) {}

    private Optional<Target> target(String token) {
        return parts.accessTokens()
                .parse(token)
                .map(access -> new Target(access.grant(), Optional.of(access.generation()), Optional.empty()))
                .or(() -> parts.format()
                        .parse(CredentialKind.REFRESH_TOKEN, token)
                        .or(() -> parts.format().parse(CredentialKind.CODE, token))
                        .map(shown -> new Target(shown.grant(), Optional.empty(), Optional.of(shown))));
    }

    private RevokeOutcome end(Grant loaded, Target target) {
        Writes writes = new Writes();
        Optional<Grant> current = Optional.of(loaded);
        while (current.isPresent()) {
            Grant grant = current.get();
            if (target.presented().isPresent()
                    && !isOurs(grant, target.presented().get())) {
                return RevokeOutcome.UNKNOWN;
            }
            Grant next = target.accessGeneration()
                    .map(generation -> grant.revokeAccess(generation, attempt()))
                    .orElseGet(() -> grant.revoke(RevocationReason.CLIENT_REQUEST, attempt(), realm.now()));
            if (next.equals(grant)) {
                return RevokeOutcome.REVOKED;
            }
            Optional<Grant> stored = writes.replace(grants, next, grant.revision())
                    .match(() -> Optional.of(next), Optional::of, Optional::empty);
            if (stored.isPresent() && stored.get().equals(next)) {
                tell(AuditType.REVOKED, next, target.accessGeneration().isPresent() ? "access tokens" : "grant");
                return RevokeOutcome.REVOKED;
            }
            current = stored;
        }
        return RevokeOutcome.UNKNOWN;
    }

    /** A secret that is unknown or has leaked vouches for nothing, but the very current or previous value is ours. */
    private static boolean isOurs(Grant grant, Presented presented) {
        return presented.genuine()
                || grant.chain()
                        .current()
                        .filter(held -> held.hash().matches(presented.hash()))
                        .isPresent()
                || grant.chain()
                        .previous()
                        .filter(spent -> spent.hash().matches(presented.hash()))
                        .isPresent();
    }

    private Optional<LiveToken> liveAccess(String token, Instant now) {
        Optional<AccessToken> access = parts.accessTokens().parse(token);
        return access.flatMap(parsed -> grants.find(parsed.grant())
                .filter(grant -> grant.admits(parsed.generation(), parsed.expiresAt(), now))
                .map(grant -> new LiveToken(grant, parsed.expiresAt(), false)));
    }

    private Optional<LiveToken> liveRefresh(String token, Instant now) {
        Optional<Presented> presented = parts.format().parse(CredentialKind.REFRESH_TOKEN, token);
        return presented.flatMap(shown -> grants.find(shown.grant())
                .filter(grant -> !grant.isRevoked())
                .flatMap(grant -> grant.chain()
                        .current()
                        .filter(held -> held.hash().matches(shown.hash()) && now.isBefore(held.expiresAt()))
                        .map(held -> new LiveToken(grant, held.expiresAt(), true))));
    }

    private boolean isUpheld(Grant grant, Instant now) {
        return Lineage.of(grant, grants).isLive(now);
    }

    private TokenOutcome issue(Opening opening, AccessTokens.Ticket ticket, AuditType type) {
        Grant grant = Grant.openWithoutChain(opening, ticket.expiresAt(), parts.policy());
        Optional<Refusal> refusal = open(grant);
        if (refusal.isPresent()) {
            return new TokenOutcome.Refused(refusal.get());
        }
        tell(type, grant, "");
        String access = parts.accessTokens().issue(grant, ticket);
        return new TokenOutcome.Issued(new IssuedTokens(grant, access, ticket, Optional.empty()));
    }

    private Optional<Refusal> open(Grant grant) {
        Optional<Refusal> refusal = openings.open(grant);
        if (refusal.filter(why -> why == Refusal.FENCED).isPresent()) {
            tell(AuditType.FENCED, grant, "refused");
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
                attempt());
    }

    private Revision attempt() {
        return realm.attempt();
    }

    private Instant accessExpiry(Instant now, Instant endsAt) {
        return expiry(now, parts.lifetimes().accessToken(), endsAt);
    }

    private static Instant expiry(Instant now, Duration lifetime, Instant endsAt) {
        return Times.micros(Times.earlier(now.plus(lifetime), endsAt));
    }

    private AccessTokens.Ticket ticket(
            Granted granted, Scopes scopes, SortedSet<Resource> resources, Instant expiresAt) {
        Scopes carried = scopes.values().isEmpty() ? granted.scopes() : scopes;
        return new AccessTokens.Ticket(
                carried,
                resources.isEmpty() ? granted.resources() : resources,
                realm.now(),
                expiresAt,
                Optional.empty(),
                profiles.of(granted, carried));
    }

    private void tell(AuditType type, Grant grant, String detail) {
        realm.audit()
                .on(new AuditEvent(
                        type,
                        realm.now(),
                        realm.records().namespace(),
                        Optional.of(grant.granted().client()),
                        Optional.of(grant.id()),
                        1,
                        detail));
    }
}
