package dev.granary.http;

import dev.granary.domain.audit.AuditListener;
import dev.granary.domain.authorization.LoginLimits;
import dev.granary.domain.client.ClientLimits;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.domain.token.Lifetimes;
import dev.granary.grant.GrantPolicy;
import dev.granary.http.document.DocumentPolicy;
import dev.granary.http.registration.RegistrationPolicy;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.record.Namespace;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What a server is built with, found to be right. */
record AuthServerSettings(
        URI issuer,
        Namespace namespace,
        List<UpstreamProvider> upstreams,
        SortedSet<Resource> audiences,
        Scopes scopes,
        List<ConfiguredClient> clients,
        Limits limits,
        AuditListener audit) {

    /** How long and how much. */
    record Limits(
            Lifetimes lifetimes,
            GrantPolicy policy,
            ClientLimits clients,
            LoginLimits logins,
            RegistrationPolicy registrations,
            Optional<DocumentPolicy> documents) {}
}
