package dev.granary.http;

import dev.granary.client.ClientId;
import dev.granary.http.delegation.BearerGrant;
import dev.granary.http.delegation.ExchangeGrant;
import dev.granary.http.delegation.Targets;
import dev.granary.http.resource.Audiences;
import dev.granary.http.token.AssertionGrant;
import dev.granary.http.token.TokenGrant;
import dev.granary.http.trust.AllowList;
import dev.granary.http.trust.SubjectPolicy;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.http.trust.TrustedIssuers;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together the grant types that give tokens for tokens, each only if somebody may use it. */
final class DelegationGrants {

    private final Logger log = LoggerFactory.getLogger(DelegationGrants.class);
    private final AuthServerSettings settings;
    private final UseCases useCases;
    private final Audiences audiences;
    private final TrustedIssuers issuers;

    DelegationGrants(AuthServerSettings settings, UseCases useCases, Audiences audiences) {
        this.settings = settings;
        this.useCases = useCases;
        this.audiences = audiences;
        this.issuers = new TrustedIssuers(
                settings.delegation().issuers(), useCases.realm().clock());
    }

    Optional<TokenGrant> exchange() {
        Map<ClientId, AllowList> delegates = settings.delegation().delegates().stream()
                .collect(Collectors.toMap(delegate -> delegate.client().id(), delegate -> delegate.actsFor()));
        String issuer = settings.issuer().toString();
        ExchangeGrant.Parts parts = new ExchangeGrant.Parts(
                issuer,
                useCases.tokens(),
                issuers,
                new Targets(audiences, issuer),
                settings.delegation().lifetime(),
                useCases.realm());
        settings.delegation().issuers().forEach(this::warn);
        return delegates.isEmpty() ? Optional.empty() : Optional.of(new ExchangeGrant(parts, delegates));
    }

    /** A delegated token is for no more than its subject's is. */
    private void warn(TrustedIssuer trusted) {
        trusted.subjects()
                .map(SubjectPolicy::audience)
                .filter(audience ->
                        settings.audiences().stream().noneMatch(one -> one.uri().equals(audience)))
                .ifPresent(audience -> log.warn(
                        "trusted issuer {}: its tokens are for {}, which is no audience of this server; they are"
                                + " exchanged only if they name one as well",
                        trusted.issuer(),
                        audience));
    }

    Optional<AssertionGrant> bearer() {
        boolean trusted = settings.delegation().issuers().stream()
                .anyMatch(issuer -> issuer.assertions().isPresent());
        BearerGrant.Parts parts = new BearerGrant.Parts(
                settings.issuer() + "/oauth/token",
                useCases.tokens(),
                useCases.assertions(),
                issuers,
                settings.delegation().lifetime(),
                useCases.realm());
        return trusted ? Optional.of(new BearerGrant(parts)) : Optional.empty();
    }
}
