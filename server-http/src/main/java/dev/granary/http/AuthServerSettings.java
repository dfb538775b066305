package dev.granary.http;

import dev.granary.domain.audit.AuditListener;
import dev.granary.domain.authorization.LoginLimits;
import dev.granary.domain.client.ClientLimits;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.domain.key.KeyTerms;
import dev.granary.domain.key.SigningKeys;
import dev.granary.domain.token.Lifetimes;
import dev.granary.domain.upstream.RefreshPolicy;
import dev.granary.domain.watch.OperationListener;
import dev.granary.grant.GrantPolicy;
import dev.granary.http.consent.ConsentPolicy;
import dev.granary.http.delegation.Delegate;
import dev.granary.http.document.DocumentPolicy;
import dev.granary.http.exchange.RequestListener;
import dev.granary.http.registration.RegistrationPolicy;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.http.upstream.UpstreamFilter;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.record.Namespace;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

/** What a server is built with, found to be right. */
record AuthServerSettings(
        URI issuer,
        Namespace namespace,
        List<UpstreamProvider> upstreams,
        UpstreamFilter filter,
        SortedSet<Resource> audiences,
        Scopes scopes,
        List<ConfiguredClient> clients,
        Delegation delegation,
        Limits limits,
        Keys keys,
        Front front,
        Listeners listeners) {

    /** Who is told of what happens. */
    record Listeners(AuditListener audit, OperationListener operations, RequestListener requests) {}

    /** Which keys are made and when they rotate; signing keys that the host brings are used instead. */
    record Keys(KeyTerms terms, Optional<SigningKeys> given) {}

    /** Who may get tokens for tokens. */
    record Delegation(List<Delegate> delegates, List<TrustedIssuer> issuers, Duration lifetime, boolean onLoopback) {}

    /** What people and their browsers meet, and where, if not at the issuer. */
    record Front(ConsentPolicy consent, Set<String> origins, Optional<URI> address) {}

    /** Where browsers come to log in. */
    URI browsersAt() {
        return front.address().orElse(issuer);
    }

    /** How long and how much; what of it may change while the server works is read from {@code current}. */
    record Limits(
            Lifetimes lifetimes,
            GrantPolicy policy,
            ClientLimits clients,
            LoginLimits logins,
            RegistrationPolicy registrations,
            Optional<DocumentPolicy> documents,
            RefreshPolicy refresh,
            Supplier<ServerLimits> current) {}
}
