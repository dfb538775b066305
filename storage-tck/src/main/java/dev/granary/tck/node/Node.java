package dev.granary.tck.node;

import dev.granary.domain.authorization.KeptLogins;
import dev.granary.domain.authorization.LoginLimits;
import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.domain.client.ClientHousekeeping;
import dev.granary.domain.client.ClientLimits;
import dev.granary.domain.client.Clients;
import dev.granary.domain.client.RegisteredClients;
import dev.granary.domain.consent.Consents;
import dev.granary.domain.consent.KeptConsents;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.dcr.SealedDcrCredentials;
import dev.granary.domain.housekeeping.Housekeeper;
import dev.granary.domain.housekeeping.HousekeepingPolicy;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.replay.Assertions;
import dev.granary.domain.replay.ConsumedAssertions;
import dev.granary.domain.revocation.FencedRevocations;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.revocation.Revocations;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.RetrySeal;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.seal.SealingKey;
import dev.granary.domain.token.CodeOutcome;
import dev.granary.domain.token.GrantTokens;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Lifetimes;
import dev.granary.domain.token.OpaqueAccessTokens;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.domain.token.Tokens;
import dev.granary.domain.upstream.RefreshPolicy;
import dev.granary.domain.upstream.RefreshedCredentials;
import dev.granary.domain.upstream.SealedUpstreamTokens;
import dev.granary.domain.upstream.UpstreamCredentials;
import dev.granary.domain.upstream.UpstreamRefresh;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.domain.user.LinkedUsers;
import dev.granary.domain.user.Users;
import dev.granary.grant.GrantPolicy;
import dev.granary.token.MacSecret;
import dev.granary.token.MacSecrets;
import dev.granary.token.TokenFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One node of a server: the use cases over one storage, under secrets that all nodes share. Safe for threads. */
public final class Node {

    /** How long a login may take from its begin to its end. */
    public static final Duration LONGEST_LOGIN = Duration.ofMinutes(20);

    /** How long a refresh at an upstream may take; short, since a node that fails to keep one insists that long. */
    public static final Duration REFRESH_LIMIT = Duration.ofMillis(20);

    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration HASTE = Duration.ofMillis(20);
    private static final int SECRET_BYTES = 32;

    private final Realm realm;
    private final Tokens tokens;
    private final Fences fences;
    private final Seal seal;
    private final Revocations revocations;
    private final PendingAuthorizations logins;
    private final UpstreamTokens upstreamTokens;
    private final Users users;
    private final Assertions assertions;
    private final DcrCredentials registrations;

    /** Serves this realm under this policy. */
    public Node(Realm realm, GrantPolicy policy) {
        MacSecret secret = new MacSecret("tck-mac1", new byte[SECRET_BYTES], MacSecret.State.TRUSTED);
        KeyRing ring = new KeyRing(new SealingKey("tck-key1", new byte[SECRET_BYTES]), List.of());
        TokenFormat format =
                new TokenFormat(realm.records().namespace(), new MacSecrets(secret, List.of()), realm.random());
        this.realm = realm;
        this.fences = new Fences(realm, LONGEST_LOGIN);
        this.seal = new Seal(ring, realm.random());
        this.tokens = new GrantTokens(
                realm,
                new GrantTokens.Parts(
                        format,
                        new OpaqueAccessTokens(format),
                        new RetrySeal(ring, realm.random()),
                        fences,
                        policy,
                        Lifetimes.DEFAULT));
        this.revocations = new FencedRevocations(realm, fences);
        this.logins = new KeptLogins(realm, seal, LoginLimits.DEFAULT);
        this.upstreamTokens = new SealedUpstreamTokens(realm, seal, fences);
        this.users = new LinkedUsers(realm, fences, revocations);
        this.assertions = new ConsumedAssertions(realm);
        this.registrations = new SealedDcrCredentials(realm, seal, SealedDcrCredentials.KEPT);
    }

    /** Records, clock and so on. */
    public Realm realm() {
        return realm;
    }

    /** Codes and tokens. */
    public Tokens tokens() {
        return tokens;
    }

    /** Bulk revocation. */
    public Revocations revocations() {
        return revocations;
    }

    /** Logins on their way. */
    public PendingAuthorizations logins() {
        return logins;
    }

    /** When a login that began then is over. */
    public Instant endOfLogin(Instant begunAt) {
        return fences.lastWriteOf(begunAt);
    }

    /** Upstream tokens. */
    public UpstreamTokens upstreamTokens() {
        return upstreamTokens;
    }

    /** Upstream credentials, refreshed at this upstream by whoever asks. */
    public UpstreamCredentials credentials(UpstreamRefresh upstream) {
        return credentials(upstream, PATIENCE);
    }

    /** The same for those who do not wait for another's refresh. */
    public UpstreamCredentials hastyCredentials(UpstreamRefresh upstream) {
        return credentials(upstream, HASTE);
    }

    private UpstreamCredentials credentials(UpstreamRefresh upstream, Duration patience) {
        RefreshPolicy policy = new RefreshPolicy(MARGIN, REFRESH_LIMIT, patience);
        return new RefreshedCredentials(
                realm, new RefreshedCredentials.Parts(seal, fences, upstream, policy, Runnable::run));
    }

    /** What users allowed. */
    public Consents consents() {
        return new KeptConsents(realm, fences);
    }

    /** Users. */
    public Users users() {
        return users;
    }

    /** Assertions. */
    public Assertions assertions() {
        return assertions;
    }

    /** Our registrations at upstreams. */
    public DcrCredentials registrations() {
        return registrations;
    }

    /** Clients, of whom so many may be dynamic. */
    public Clients clients(int cap) {
        return new RegisteredClients(realm, limits(cap), revocations);
    }

    /** Housekeeping for as many clients. */
    public ClientHousekeeping housekeeping(int cap) {
        return new ClientHousekeeping(realm, limits(cap), revocations);
    }

    /** The one who keeps house. Each has a hold on the job of its own. */
    public Housekeeper housekeeper() {
        Housekeeper.Work work = new Housekeeper.Work(housekeeping(ClientLimits.DEFAULT.cap()), List.of(), List.of());
        return new Housekeeper(realm, work, HousekeepingPolicy.DEFAULT);
    }

    private static ClientLimits limits(int cap) {
        return new ClientLimits(cap, ClientLimits.DEFAULT.minimumAge(), ClientLimits.DEFAULT.life());
    }

    /** Issues a code after a login that began now. */
    public CodeOutcome issueCode(Account account) {
        return tokens.issueCode(account.granted(realm.now()), account.codeBinding());
    }

    /** Issues a code that must not be refused. */
    public String code(Account account) {
        return Outcomes.code(issueCode(account));
    }

    /** Redeems a code for an access and a refresh token. */
    public TokenOutcome redeem(String code, Account account) {
        return tokens.redeem(code, account.ofCode(), true);
    }

    /** Issues and redeems a code, neither of which must be refused. */
    public IssuedTokens begin(Account account) {
        return Outcomes.issued(redeem(code(account), account));
    }

    /** Refreshes. */
    public TokenOutcome refresh(String refreshToken, Account account) {
        return tokens.refresh(refreshToken, account.ofRefresh());
    }

    /** Refreshes with the refresh token of an answer. */
    public TokenOutcome refresh(IssuedTokens held, Account account) {
        return refresh(Outcomes.refreshToken(held), account);
    }

    /** Whether this token is live when its own client asks. */
    public boolean isLive(String token, Account account) {
        return tokens.introspect(token, account.caller()).isPresent();
    }

    /** Whether any token of this answer is live when its own client asks. */
    public boolean isLive(IssuedTokens held, Account account) {
        return isLive(held.accessToken(), account)
                || held.refreshToken().filter(token -> isLive(token, account)).isPresent();
    }
}
