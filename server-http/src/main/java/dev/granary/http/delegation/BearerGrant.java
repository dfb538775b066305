package dev.granary.http.delegation;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.client.ClientId;
import dev.granary.domain.client.ReservedClientIdException;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.replay.Assertions;
import dev.granary.domain.replay.ConsumeOutcome;
import dev.granary.domain.token.Exchange;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.domain.token.Tokens;
import dev.granary.grant.Granted;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.outcome.Outcomes;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.token.AssertionGrant;
import dev.granary.http.trust.BearerPolicy;
import dev.granary.http.trust.TrustedIssuers;
import dev.granary.http.trust.Vouched;
import dev.granary.record.Sha256;
import dev.granary.record.Times;
import dev.granary.replay.AssertionKey;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.user.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives tokens for assertions of issuers that are trusted (RFC 7523), each once, to whoever has one: no client need be
 * known. They carry no scope.
 */
public final class BearerGrant implements AssertionGrant {

    private static final Set<String> TYPES = Set.of("jwt");
    private static final String PURPOSE = "jwt-bearer";

    private final Parts parts;

    /**
     * What it works with.
     *
     * @param tokenEndpoint what an assertion is for, unless its issuer's policy says otherwise
     * @param tokens opens the grants
     * @param assertions sees to it that none is used twice
     * @param issuers who is trusted
     * @param lifetime how long a token lasts
     * @param realm tells the time
     */
    public record Parts(
            String tokenEndpoint,
            Tokens tokens,
            Assertions assertions,
            TrustedIssuers issuers,
            Duration lifetime,
            Realm realm) {}

    /** Gives tokens with these. */
    public BearerGrant(Parts parts) {
        this.parts = parts;
    }

    @Override
    public String type() {
        return "urn:ietf:params:oauth:grant-type:jwt-bearer";
    }

    @Override
    public TokenOutcome ask(Parameters form) {
        String assertion = form.require("assertion");
        List<String> resources = form.all("resource");
        if (resources.size() != 1) {
            throw RefusedException.of(OAuth2Error.INVALID_REQUEST, "expected one resource");
        }
        Vouched vouched = parts.issuers().verify(assertion, TYPES).orElseThrow(Outcomes::invalidGrant);
        BearerPolicy policy = vouched.issuer().assertions().orElseThrow(Outcomes::invalidGrant);
        Instant issuedAt = issuedAt(vouched, policy);
        Resource resource = resource(vouched, policy, resources.get(0));
        Exchange exchange = exchange(vouched, issuedAt, resource);
        use(vouched);
        return parts.tokens().exchange(exchange);
    }

    private Instant issuedAt(Vouched vouched, BearerPolicy policy) {
        Set<String> accepted = policy.audiences().isEmpty() ? Set.of(parts.tokenEndpoint()) : policy.audiences();
        boolean meant = vouched.claims().getAudience().stream().anyMatch(accepted::contains);
        Instant expiresAt = vouched.claims().getExpirationTime().toInstant();
        return Optional.ofNullable(vouched.claims().getIssueTime())
                .map(Date::toInstant)
                .filter(issuedAt -> meant && !expiresAt.isAfter(issuedAt.plus(policy.maxAge())))
                .orElseThrow(Outcomes::invalidGrant);
    }

    private static Resource resource(Vouched vouched, BearerPolicy policy, String wanted) {
        Set<Resource> allowed = Optional.ofNullable(
                        policy.subjects().get(vouched.claims().getSubject()))
                .orElseThrow(Outcomes::invalidGrant);
        return allowed.stream()
                .filter(resource -> resource.uri().equals(wanted))
                .findFirst()
                .orElseThrow(() -> RefusedException.of(
                        OAuth2Error.INVALID_TARGET, "the resource is not one that the subject may ask for"));
    }

    private Exchange exchange(Vouched vouched, Instant issuedAt, Resource resource) {
        Instant now = parts.realm().now();
        ClientId client = new ClientId(
                ReservedClientIdException.RESERVED_PREFIX + vouched.issuer().issuer());
        Granted granted = Granted.of(client, new Subject(vouched.subject()), Scopes.NONE, Times.earlier(issuedAt, now))
                .forResources(new TreeSet<>(Set.of(resource)));
        return new Exchange(granted, List.of(), Optional.empty(), now.plus(parts.lifetime()));
    }

    /** Written before anything is issued: whatever fails after that, the assertion is used up. */
    private void use(Vouched vouched) {
        String id = Optional.ofNullable(vouched.claims().getJWTID())
                .filter(jti -> !jti.isEmpty())
                .map(jti -> "jti:" + Sha256.base64Url(jti))
                .orElseGet(() -> "sha256:" + vouched.fingerprint());
        AssertionKey key = new AssertionKey(PURPOSE, vouched.issuer().issuer().toString(), id);
        Instant expiresAt = vouched.claims().getExpirationTime().toInstant();
        if (parts.assertions().consume(key, expiresAt) != ConsumeOutcome.CONSUMED) {
            throw Outcomes.invalidGrant();
        }
    }
}
