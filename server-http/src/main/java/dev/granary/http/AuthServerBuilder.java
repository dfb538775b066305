package dev.granary.http;

import dev.granary.domain.audit.AuditListener;
import dev.granary.domain.audit.AuditLog;
import dev.granary.domain.authorization.LoginLimits;
import dev.granary.domain.client.ClientLimits;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.domain.key.KeyTerms;
import dev.granary.domain.key.SigningKeys;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.session.SessionLimit;
import dev.granary.domain.token.Lifetimes;
import dev.granary.domain.upstream.RefreshPolicy;
import dev.granary.domain.watch.OperationListener;
import dev.granary.grant.GrantPolicy;
import dev.granary.http.consent.ConsentPolicy;
import dev.granary.http.delegation.Delegate;
import dev.granary.http.document.DocumentPolicy;
import dev.granary.http.exchange.RequestLimits;
import dev.granary.http.exchange.RequestListener;
import dev.granary.http.registration.RateLimits;
import dev.granary.http.registration.RegistrationPolicy;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.http.upstream.UpstreamFilter;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.record.Namespace;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.spi.Storage;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Gathers the settings of an {@link AuthServer}. Not safe for threads. */
public final class AuthServerBuilder {

    private final Storage storage;
    private final KeyRing keyRing;
    private final URI issuer;
    private final List<UpstreamProvider> upstreams = new ArrayList<>();
    private final TreeSet<Resource> audiences = new TreeSet<>();
    private final List<ConfiguredClient> clients = new ArrayList<>();
    private final List<Delegate> delegates = new ArrayList<>();
    private final List<TrustedIssuer> issuers = new ArrayList<>();
    private Duration delegation = Duration.ofMinutes(15);
    private boolean delegatesOnLoopback;
    private UpstreamFilter filter = UpstreamFilter.NONE;
    private Namespace namespace = Namespace.DEFAULT;
    private Scopes scopes = Scopes.of("openid", "profile", "email", "offline_access");
    private Lifetimes lifetimes = Lifetimes.DEFAULT;
    private GrantPolicy policy = GrantPolicy.DEFAULT;
    private ClientLimits clientLimits = ClientLimits.DEFAULT;
    private LoginLimits loginLimits = LoginLimits.DEFAULT;
    private KeyTerms keyTerms = KeyTerms.DEFAULT;
    private Optional<SigningKeys> signingKeys = Optional.empty();
    private RefreshPolicy refreshPolicy = RefreshPolicy.DEFAULT;
    private Executor executor = Runnable::run;
    private ConsentPolicy consent = ConsentPolicy.UNCONFIGURED;
    private final TreeSet<String> origins = new TreeSet<>();
    private Optional<DocumentPolicy> documents = Optional.empty();
    private Optional<URI> browsersAt = Optional.empty();
    private RegistrationPolicy registrations = RegistrationPolicy.DEFAULT;
    private Optional<Supplier<ServerLimits>> limits = Optional.empty();
    private AuditListener audit = new AuditLog();
    private OperationListener operations = OperationListener.NONE;
    private RequestListener requests = RequestListener.NONE;
    private Optional<InstantSource> clock = Optional.empty();
    private Optional<RandomGenerator> random = Optional.empty();

    AuthServerBuilder(Storage storage, KeyRing keyRing, URI issuer) {
        this.storage = storage;
        this.keyRing = keyRing;
        this.issuer = issuer;
    }

    /** Lets users log in at this provider. The first one always leads. */
    public AuthServerBuilder upstream(UpstreamProvider provider) {
        upstreams.add(provider);
        return this;
    }

    /**
     * Lets browsers log in at another address than the issuer, which must lead to the same servlet: the authorization
     * endpoint is there, upstreams send browsers back there, and there they are asked for consent. Clients call
     * everything else at the issuer.
     *
     * @param base with the issuer's form: https, or http on loopback, without query, fragment and slash at its end
     */
    public AuthServerBuilder browsersAt(URI base) {
        this.browsersAt = Optional.of(base);
        return this;
    }

    /** Lets logins leave out some of the later upstreams. */
    public AuthServerBuilder upstreamFilter(UpstreamFilter wanted) {
        this.filter = wanted;
        return this;
    }

    /** Lets clients ask for tokens for this resource (RFC 8707). With exactly one, it is the default. */
    public AuthServerBuilder audience(Resource resource) {
        audiences.add(resource);
        return this;
    }

    /** Lets clients ask for these scopes; by default {@code openid profile email offline_access}. */
    public AuthServerBuilder scopes(Scopes supported) {
        this.scopes = supported;
        return this;
    }

    /** Sets how long codes, tokens and grants last. */
    public AuthServerBuilder lifetimes(Lifetimes wanted) {
        this.lifetimes = wanted;
        return this;
    }

    /** Sets the retry window, the skew between nodes and how long a used code is recognised. */
    public AuthServerBuilder grantPolicy(GrantPolicy wanted) {
        this.policy = wanted;
        return this;
    }

    /** Sets how many clients may register themselves and how long one lives. */
    public AuthServerBuilder clientLimits(ClientLimits wanted) {
        this.clientLimits = wanted;
        return this;
    }

    /** Sets how many logins may be on their way and how long one may take. */
    public AuthServerBuilder loginLimits(LoginLimits wanted) {
        this.loginLimits = wanted;
        return this;
    }

    /** Sets how often strangers may register clients. */
    public AuthServerBuilder registrationRate(RateLimits wanted) {
        this.registrations = registrations.at(wanted);
        return this;
    }

    /** Sets who may register which clients. */
    public AuthServerBuilder registration(RegistrationPolicy wanted) {
        this.registrations = wanted;
        return this;
    }

    /**
     * Lets clients be known by a document at a URL, which is their id (OAuth Client ID Metadata Document). Documents are
     * fetched from the Internet, and on loopback if the issuer is there.
     */
    public AuthServerBuilder clientDocuments(DocumentPolicy wanted) {
        this.documents = Optional.of(wanted);
        return this;
    }

    /** Sets what keys the server makes and when they rotate. */
    public AuthServerBuilder keys(KeyTerms wanted) {
        this.keyTerms = wanted;
        return this;
    }

    /** Signs with the host's keys instead of ones that are made here and kept in the storage. */
    public AuthServerBuilder signingKeys(SigningKeys own) {
        this.signingKeys = Optional.of(own);
        return this;
    }

    /** Sets when and for how long upstream tokens are refreshed. */
    public AuthServerBuilder refreshPolicy(RefreshPolicy wanted) {
        this.refreshPolicy = wanted;
        return this;
    }

    /** Sets for which clients users are asked; by default for those that registered themselves. */
    public AuthServerBuilder consent(ConsentPolicy wanted) {
        this.consent = wanted;
        return this;
    }

    /**
     * Sets who refreshes upstream tokens; it stays the caller's to shut down. By default whoever asks for a token
     * refreshes it, one upstream after the other. With threads of its own upstreams are asked side by side, and a
     * refresh goes on when whoever asked has given up; it must not be the bounded pool that requests are served by.
     */
    public AuthServerBuilder executor(Executor refreshing) {
        this.executor = refreshing;
        return this;
    }

    /**
     * Lets scripts of this origin, such as {@code https://app.example.com}, call the endpoints that need no cookie:
     * token, registration, revocation and userinfo. {@code *} stands for every origin; by default there is none.
     */
    public AuthServerBuilder crossOrigin(String origin) {
        origins.add(origin);
        return this;
    }

    /** Puts a client in place. */
    public AuthServerBuilder client(ConfiguredClient client) {
        clients.add(client);
        return this;
    }

    /** Lets a client exchange tokens (RFC 8693). */
    public AuthServerBuilder delegate(Delegate delegate) {
        delegates.add(delegate);
        return this;
    }

    /** Lets delegates authenticate although the issuer is plain http on loopback, where their secrets go in the clear. */
    public AuthServerBuilder delegatesOnLoopback() {
        this.delegatesOnLoopback = true;
        return this;
    }

    /** Sets how long a token lasts that was got for another or for an assertion: 1 min to 24 h, by default 15 min. */
    public AuthServerBuilder delegationLifetime(Duration longest) {
        this.delegation = longest;
        return this;
    }

    /** Trusts another issuer's tokens as far as it says: as subject tokens (RFC 8693), as assertions (RFC 7523). */
    public AuthServerBuilder trustedIssuer(TrustedIssuer issuer) {
        issuers.add(issuer);
        return this;
    }

    /** Sets the tenant or issuer within the storage. */
    public AuthServerBuilder namespace(Namespace wanted) {
        this.namespace = wanted;
        return this;
    }

    /** Tells this listener of every event, instead of the log. */
    public AuthServerBuilder audit(AuditListener listener) {
        this.audit = listener;
        return this;
    }

    /**
     * Reads the limits here at every request, so that they may change while the server works. They count instead of those
     * of {@link #clientLimits}, {@link #loginLimits} and {@link #registration}.
     */
    public AuthServerBuilder limits(Supplier<ServerLimits> current) {
        this.limits = Optional.of(current);
        return this;
    }

    /** Tells this listener of every use case and how it ended. */
    public AuthServerBuilder operations(OperationListener listener) {
        this.operations = listener;
        return this;
    }

    /** Tells this listener of every request and how it ended. */
    public AuthServerBuilder requests(RequestListener listener) {
        this.requests = listener;
        return this;
    }

    /** Sets what tells the time; there is no default. */
    public AuthServerBuilder clock(InstantSource source) {
        this.clock = Optional.of(source);
        return this;
    }

    /** Sets the dice, a {@link java.security.SecureRandom}; there is no default. */
    public AuthServerBuilder random(RandomGenerator dice) {
        this.random = Optional.of(dice);
        return this;
    }

    /**
     * Builds the server. Nothing is asked of an upstream before somebody logs in there.
     *
     * @throws AuthServerSettingsException if a setting is wrong, with all that are
     * @throws dev.granary.domain.seal.KeyRingException if the storage was sealed with another key ring
     * @throws dev.granary.record.StorageException if the storage fails
     */
    public AuthServer build() {
        AuthServerSettings settings = settings();
        List<SettingsFault> faults = new SettingsFaults(settings).list();
        if (clock.isEmpty()) {
            faults.add(new SettingsFault("clock", "is not set", "clock(Clock.systemUTC())"));
        }
        if (random.isEmpty()) {
            faults.add(new SettingsFault("random", "is not set", "random(new SecureRandom())"));
        }
        if (!faults.isEmpty() || clock.isEmpty() || random.isEmpty()) {
            throw new AuthServerSettingsException(faults);
        }
        UseCases useCases =
                UseCases.over(storage, keyRing, settings, new Surroundings(clock.get(), random.get(), executor));
        List<SettingsFault> refused = new ConfiguredClients(useCases.clients())
                .configure(Stream.concat(clients.stream(), delegates.stream().map(Delegate::client))
                        .toList());
        if (!refused.isEmpty()) {
            throw new AuthServerSettingsException(refused);
        }
        return new AuthServer(settings, useCases);
    }

    private AuthServerSettings settings() {
        return new AuthServerSettings(
                issuer,
                namespace,
                List.copyOf(upstreams),
                filter,
                new TreeSet<>(audiences),
                scopes,
                List.copyOf(clients),
                new AuthServerSettings.Delegation(
                        List.copyOf(delegates), List.copyOf(issuers), delegation, delegatesOnLoopback),
                new AuthServerSettings.Limits(
                        lifetimes,
                        policy,
                        clientLimits,
                        loginLimits,
                        registrations,
                        documents,
                        refreshPolicy,
                        current()),
                new AuthServerSettings.Keys(keyTerms, signingKeys),
                new AuthServerSettings.Front(consent, new TreeSet<>(origins), browsersAt),
                new AuthServerSettings.Listeners(audit, operations, requests));
    }

    private Supplier<ServerLimits> current() {
        ServerLimits fixed = new ServerLimits(
                RequestLimits.DEFAULT, loginLimits.cap(), clientLimits.cap(), SessionLimit.NONE, registrations.rate());
        return limits.orElse(() -> fixed);
    }
}
