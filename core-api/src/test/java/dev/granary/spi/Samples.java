package dev.granary.spi;

import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.BrowserBinding;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.Prompting;
import dev.granary.authorization.ResolvedUser;
import dev.granary.authorization.StateHash;
import dev.granary.authorization.UpstreamLeg;
import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientMetadata;
import dev.granary.client.ClientOrigin;
import dev.granary.client.ClientSecretHash;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.consent.Consent;
import dev.granary.consent.ConsentKey;
import dev.granary.dcr.CurrentRegistration;
import dev.granary.dcr.DcrCredential;
import dev.granary.dcr.RegistrationKey;
import dev.granary.dcr.ScopesHash;
import dev.granary.fence.Fence;
import dev.granary.fence.FenceKey;
import dev.granary.grant.Chain;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Credential;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.Granted;
import dev.granary.grant.Revocation;
import dev.granary.grant.RevocationReason;
import dev.granary.grant.SealedSecret;
import dev.granary.grant.SenderKey;
import dev.granary.grant.Spent;
import dev.granary.grant.TokenHash;
import dev.granary.key.KeyId;
import dev.granary.key.KeyUse;
import dev.granary.key.StoredKey;
import dev.granary.lease.Lease;
import dev.granary.lease.LeaseName;
import dev.granary.mark.Mark;
import dev.granary.mark.MarkName;
import dev.granary.pkce.CodeChallenge;
import dev.granary.quota.Quota;
import dev.granary.quota.QuotaKey;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.record.Times;
import dev.granary.registration.InitialAccessToken;
import dev.granary.registration.InitialAccessTokenHash;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.seal.Sealed;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.RefreshIntent;
import dev.granary.upstream.TokenSet;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import dev.granary.user.Subject;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** One full and one minimal record of every kind. What must never show in a log says so: it contains a ✗. */
final class Samples {

    static final String HIDDEN = "✗";

    private static final Stamp STAMP = Stamp.first(new Revision("AAAAAAAAAAAAAAAAAAAAAA"));
    private static final Instant T0 = Instant.parse("2026-01-02T03:04:05.000006Z");
    private static final Instant T1 = Instant.parse("2026-01-02T04:04:05.123456Z");
    private static final Instant T2 = Instant.parse("2026-02-03T04:05:06Z");

    private static final ClientId CLIENT = new ClientId("client \"1\" 🔑");
    private static final UserId USER = new UserId("user-1");
    private static final ProviderName UPSTREAM = new ProviderName("corp-1");
    private static final SessionId SESSION = new SessionId(HIDDEN + "session:0123456789abcdefghijk");
    private static final Scopes SCOPES = Scopes.of("openid", "e-mail");
    private static final SortedSet<Resource> RESOURCES =
            new TreeSet<>(List.of(new Resource("https://b.example.com/mcp"), new Resource("https://a.example.com/")));
    private static final Optional<String> NAME = Optional.of("Zoë " + HIDDEN + "\n");
    private static final Optional<String> EMAIL = Optional.of(HIDDEN + "@example.com");

    static final List<Sample<?, ?>> ALL = List.of(
            new Sample<>(Grant.KIND, "full", grant()),
            new Sample<>(Grant.KIND, "minimal", bareGrant()),
            new Sample<>(Client.KIND, "full", client()),
            new Sample<>(Client.KIND, "minimal", publicClient()),
            new Sample<>(PendingAuthorization.KIND, "full", pending()),
            new Sample<>(PendingAuthorization.KIND, "minimal", barePending()),
            new Sample<>(UpstreamToken.KIND, "full", upstreamToken()),
            new Sample<>(UpstreamToken.KIND, "minimal", bareUpstreamToken()),
            new Sample<>(DcrCredential.KIND, "full", credential()),
            new Sample<>(DcrCredential.KIND, "minimal", bareCredential()),
            new Sample<>(CurrentRegistration.KIND, "full", current(Optional.of(T1))),
            new Sample<>(CurrentRegistration.KIND, "minimal", current(Optional.empty())),
            new Sample<>(
                    User.KIND,
                    "full",
                    new User(USER, T0, NAME, EMAIL, Optional.of(T1), Optional.of(T2), Optional.of(T2), STAMP)),
            new Sample<>(
                    User.KIND,
                    "minimal",
                    new User(
                            USER,
                            T0,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            STAMP)),
            new Sample<>(
                    Identity.KIND,
                    "full",
                    new Identity(new IdentityKey("corp-1", "sub 1"), USER, T0, T1, Optional.of(T2), STAMP)),
            new Sample<>(
                    Identity.KIND,
                    "minimal",
                    new Identity(new IdentityKey("c", "s"), USER, T0, T0, Optional.empty(), STAMP)),
            new Sample<>(AssertionId.KIND, "full", assertion("https://issuer.example.com/", T2)),
            new Sample<>(AssertionId.KIND, "minimal", assertion("i", T1)),
            new Sample<>(Fence.KIND, "full", new Fence(FenceKey.of(SESSION), T0, T2, STAMP)),
            new Sample<>(Fence.KIND, "minimal", new Fence(FenceKey.of(new Subject("s")), T0, T1, STAMP)),
            new Sample<>(StoredKey.KIND, "full", key(KeyUse.SIGNATURE, Times.FOREVER)),
            new Sample<>(StoredKey.KIND, "minimal", key(KeyUse.MAC, T2)),
            new Sample<>(Consent.KIND, "full", consent(SCOPES, RESOURCES)),
            new Sample<>(Consent.KIND, "minimal", consent(Scopes.NONE, Collections.emptySortedSet())),
            new Sample<>(Quota.KIND, "full", new Quota(new QuotaKey("dynamic clients"), 10_000_000_000L, STAMP)),
            new Sample<>(Quota.KIND, "minimal", new Quota(new QuotaKey("q"), 0, STAMP)),
            new Sample<>(Lease.KIND, "full", new Lease(new LeaseName("purge"), "node 1", T1, T2, STAMP)),
            new Sample<>(Lease.KIND, "minimal", new Lease(new LeaseName("l"), "h", T0, T0, STAMP)),
            new Sample<>(Mark.KIND, "full", new Mark(new MarkName("check value"), HIDDEN + "{\"a\"}\t", STAMP)),
            new Sample<>(Mark.KIND, "minimal", new Mark(new MarkName("m"), HIDDEN, STAMP)),
            new Sample<>(InitialAccessToken.KIND, "full", initialAccessToken(Optional.of(T1), Optional.of(3L))),
            new Sample<>(InitialAccessToken.KIND, "minimal", initialAccessToken(Optional.empty(), Optional.empty())));

    private Samples() {}

    private static Grant grant() {
        Granted granted = Granted.of(CLIENT, new Subject("user-1"), SCOPES, T0)
                .inSession(SESSION)
                .forResources(RESOURCES)
                .boundTo(new SenderKey("k".repeat(43)))
                .from(List.of(new GrantId("p".repeat(21) + "A")));
        Spent spent = new Spent(TokenHash.of("one"), Optional.of(new SealedSecret(HIDDEN + "sealed")), T0);
        return new Grant(
                new GrantId("g".repeat(21) + "A"),
                granted,
                Optional.of(new CodeBinding(
                        "https://app.example.com/cb?a=%20b",
                        new CodeChallenge("c".repeat(43)), Optional.of("n 1"), true, Optional.of(T0))),
                new Chain(
                        2,
                        1,
                        Optional.of(new Credential(TokenHash.of("two"), T2)),
                        Optional.of(spent),
                        List.of(T1, T0)),
                T0,
                T2,
                T1,
                Optional.of(new Revocation(RevocationReason.REFRESH_TOKEN_REUSED, T1)),
                T2,
                STAMP);
    }

    private static Grant bareGrant() {
        return new Grant(
                new GrantId("h".repeat(21) + "w"),
                Granted.of(new ClientId("c"), new Subject("c"), Scopes.NONE, T0),
                Optional.empty(),
                Chain.NONE,
                T0,
                T2,
                T1,
                Optional.empty(),
                T2,
                STAMP);
    }

    private static Client client() {
        return new Client(
                CLIENT,
                ClientOrigin.DYNAMIC,
                new ClientMetadata(
                        Optional.of("Ada's editor"),
                        List.of("https://app.example.com/cb?x=1", "http://127.0.0.1/cb"),
                        List.of("authorization_code", "refresh_token"),
                        List.of("code"),
                        SCOPES,
                        RESOURCES,
                        Optional.of("editor"),
                        Optional.of("1.2.3"),
                        List.of("https://app.example.com/bye")),
                TokenEndpointAuthMethod.CLIENT_SECRET_BASIC,
                Optional.of(ClientSecretHash.of("correct horse")),
                T0,
                Optional.of(T1),
                Optional.of(T2),
                Optional.of(T1),
                Optional.of(ClientSecretHash.of("battery staple")),
                STAMP);
    }

    private static Client publicClient() {
        return new Client(
                CLIENT,
                ClientOrigin.CONFIGURED,
                new ClientMetadata(
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Scopes.NONE,
                        Collections.emptySortedSet(),
                        Optional.empty(),
                        Optional.empty()),
                TokenEndpointAuthMethod.NONE,
                Optional.empty(),
                T0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                STAMP);
    }

    private static PendingAuthorization pending() {
        return new PendingAuthorization(
                StateHash.of("state"),
                new AuthorizationRequest(
                        CLIENT,
                        "http://127.0.0.1:49152/cb",
                        Optional.of(HIDDEN + "client state"),
                        new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
                        SCOPES,
                        RESOURCES,
                        Optional.of(HIDDEN + "client nonce"),
                        true,
                        Prompting.of(List.of("consent", "login"), Optional.of(300L))),
                new UpstreamLeg(
                        UPSTREAM,
                        new Sealed(HIDDEN + "verifier"),
                        HIDDEN + "nonce",
                        Optional.of("https://idp.example.com"),
                        Optional.of("granary at corp"),
                        true,
                        List.of(UPSTREAM, new ProviderName("second"))),
                SESSION,
                Optional.of(new ResolvedUser(USER, NAME, EMAIL, Optional.of(T0))),
                T0,
                T1,
                BrowserBinding.of("cookie"),
                true,
                Optional.of(T0),
                T2,
                STAMP);
    }

    private static PendingAuthorization barePending() {
        return new PendingAuthorization(
                StateHash.of("state"),
                new AuthorizationRequest(
                        CLIENT,
                        "app:/cb",
                        Optional.empty(),
                        new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
                        Scopes.NONE,
                        Collections.emptySortedSet(),
                        Optional.empty()),
                new UpstreamLeg(
                        UPSTREAM,
                        new Sealed(HIDDEN + "verifier"),
                        HIDDEN + "nonce",
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of()),
                SESSION,
                Optional.empty(),
                T0,
                T1,
                BrowserBinding.of("cookie"),
                Optional.empty(),
                T1,
                STAMP);
    }

    private static UpstreamToken upstreamToken() {
        return new UpstreamToken(
                new UpstreamTokenKey(SESSION, UPSTREAM),
                new TokenSet(
                        Optional.of(new Sealed(HIDDEN + "access")),
                        Optional.of(new Sealed(HIDDEN + "refresh")),
                        Optional.of(new Sealed(HIDDEN + "id")),
                        Optional.of(T1),
                        Optional.of(T2),
                        List.of("read all", "a,b")),
                new UpstreamBinding(USER, "sub 1", CLIENT, "granary at corp"),
                Optional.of(new RefreshIntent(new Revision("BBBBBBBBBBBBBBBBBBBBBB"), T1)),
                T0,
                Optional.of(T1),
                STAMP);
    }

    private static UpstreamToken bareUpstreamToken() {
        return new UpstreamToken(
                new UpstreamTokenKey(SESSION, UPSTREAM),
                new TokenSet(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                new UpstreamBinding(USER, "s", CLIENT, "c"),
                Optional.empty(),
                T0,
                STAMP);
    }

    private static RegistrationKey registration() {
        return new RegistrationKey(
                "https://granary.example.com",
                UPSTREAM,
                "https://granary.example.com/oauth/callback",
                ScopesHash.of(List.of("openid")));
    }

    private static DcrCredential credential() {
        return new DcrCredential(
                registration(),
                "client at corp",
                Optional.of(new Sealed(HIDDEN + "secret")),
                Optional.of("client_secret_basic"),
                Optional.of(new Sealed(HIDDEN + "registration")),
                Optional.of("https://idp.example.com/clients/1"),
                "https://idp.example.com/authorize",
                "https://idp.example.com/token",
                T0,
                Optional.of(T0),
                Optional.of(T1),
                T2,
                STAMP);
    }

    private static DcrCredential bareCredential() {
        return new DcrCredential(
                registration(),
                "c",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "https://idp.example.com/authorize",
                "https://idp.example.com/token",
                T0,
                Optional.empty(),
                Optional.empty(),
                Times.FOREVER,
                STAMP);
    }

    private static CurrentRegistration current(Optional<Instant> expiresAt) {
        return new CurrentRegistration(registration(), "client at corp", expiresAt, T2, STAMP);
    }

    private static AssertionId assertion(String issuer, Instant retainUntil) {
        return new AssertionId(new AssertionKey("jwt-bearer", issuer, "j%3A1"), T1, retainUntil, STAMP);
    }

    private static StoredKey key(KeyUse use, Instant retainUntil) {
        return new StoredKey(new KeyId("2026-01"), use, new Sealed(HIDDEN + "key"), T0, retainUntil, STAMP);
    }

    private static Consent consent(Scopes scopes, SortedSet<Resource> resources) {
        return new Consent(new ConsentKey(CLIENT, new Subject("user-1")), scopes, resources, T0, STAMP);
    }

    private static InitialAccessToken initialAccessToken(Optional<Instant> expiresAt, Optional<Long> usesLeft) {
        return new InitialAccessToken(InitialAccessTokenHash.of("token"), T0, expiresAt, usesLeft, STAMP);
    }
}
