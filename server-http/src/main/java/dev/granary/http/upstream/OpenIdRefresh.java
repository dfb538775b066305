package dev.granary.http.upstream;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.RefreshAnswer;
import dev.granary.domain.upstream.UpstreamTokenSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refreshes tokens of an OpenID provider (OpenID Connect Core section 12). */
final class OpenIdRefresh {

    private final Logger log = LoggerFactory.getLogger(OpenIdRefresh.class);
    private final OpenIdProvider provider;
    private final Way way;
    private final IdTokens idTokens;
    private final InstantSource clock;

    /** How the upstream is reached, and as whom. */
    record Way(UpstreamHttp http, Discovery<UpstreamMetadata> discovery, Enrolment enrolment) {}

    OpenIdRefresh(OpenIdProvider provider, Way way, IdTokens idTokens, InstantSource clock) {
        this.provider = provider;
        this.way = way;
        this.idTokens = idTokens;
        this.clock = clock;
    }

    /**
     * Redeems the refresh token.
     *
     * @param scopes what is asked for if the upstream did not say what it granted
     */
    RefreshAnswer refresh(KeptUpstreamTokens kept, Function<UpstreamMetadata, List<String>> scopes, Instant until) {
        try {
            UpstreamMetadata metadata = way.discovery().metadata();
            return way.enrolment()
                    .find(kept.binding().upstreamClientId(), metadata.authMethods())
                    .map(client -> redeem(metadata, client, new Asked(kept, scopes.apply(metadata), until)))
                    .orElseGet(RefreshAnswer.OtherClient::new);
        } catch (UpstreamException e) {
            log.warn("{}; the refresh {}", e.getMessage(), e.isForGood() ? "is refused" : "will be tried again");
            return e.isForGood() ? new RefreshAnswer.Refused() : new RefreshAnswer.Unreachable();
        }
    }

    /** What is to be refreshed. */
    private record Asked(KeptUpstreamTokens kept, List<String> scopes, Instant until) {

        Map<String, String> fields() {
            List<String> granted = kept.tokens().scopes();
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("grant_type", "refresh_token");
            fields.put("refresh_token", kept.tokens().refreshToken().orElseThrow());
            fields.put("scope", String.join(" ", granted.isEmpty() ? scopes : granted));
            return fields;
        }
    }

    private RefreshAnswer redeem(UpstreamMetadata metadata, UpstreamClient client, Asked asked) {
        if (!hasTime(asked.until())) {
            log.warn(
                    "upstream {}: too little time is left for a refresh",
                    provider.name().value());
            return new RefreshAnswer.Unreachable();
        }
        TokenAnswer answer = new TokenAnswer(
                provider.name(),
                way.http().postForm(provider.name(), client.post(metadata.tokenEndpoint(), asked.fields())));
        UpstreamTokenSet tokens = answer.tokens(clock.instant());
        return tokens.idToken()
                .map(idToken -> verified(
                        tokens,
                        idToken,
                        new IdTokens.Expected(metadata.jwksUri(), client.id(), Optional.empty()),
                        asked))
                .orElseGet(() -> new RefreshAnswer.Refreshed(tokens));
    }

    /** From here on the old refresh token is spent, and no failure may lose the new one. */
    private RefreshAnswer verified(UpstreamTokenSet tokens, String idToken, IdTokens.Expected expected, Asked asked) {
        try {
            JWTClaimsSet claims = idTokens.verify(idToken, expected);
            return asked.kept().binding().subject().equals(provider.subjectOf(claims))
                    ? new RefreshAnswer.Refreshed(tokens)
                    : new RefreshAnswer.SubjectChanged();
        } catch (UpstreamException e) {
            log.warn("{}; its new refresh token is kept", e.getMessage());
            return new RefreshAnswer.Unverified(tokens);
        }
    }

    private boolean hasTime(Instant until) {
        return !clock.instant().plus(UpstreamHttp.LONGEST).isAfter(until);
    }
}
