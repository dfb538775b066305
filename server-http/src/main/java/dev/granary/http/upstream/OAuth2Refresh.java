package dev.granary.http.upstream;

import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.RefreshAnswer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refreshes tokens of a plain OAuth 2.0 provider (RFC 6749 section 6). */
final class OAuth2Refresh {

    private final Logger log = LoggerFactory.getLogger(OAuth2Refresh.class);
    private final OAuth2Provider provider;
    private final Enrolment enrolment;
    private final UpstreamParts parts;

    OAuth2Refresh(OAuth2Provider provider, Enrolment enrolment, UpstreamParts parts) {
        this.provider = provider;
        this.enrolment = enrolment;
        this.parts = parts;
    }

    /** Redeems the refresh token. Whose it is the upstream does not say again. */
    RefreshAnswer refresh(KeptUpstreamTokens kept, Instant until) {
        return enrolment
                .find(kept.binding().upstreamClientId(), List.of())
                .map(client -> refresh(client, kept, until))
                .orElseGet(RefreshAnswer.OtherClient::new);
    }

    private RefreshAnswer refresh(UpstreamClient client, KeptUpstreamTokens kept, Instant until) {
        if (parts.clock().instant().plus(UpstreamHttp.LONGEST).isAfter(until)) {
            log.warn(
                    "upstream {}: too little time is left for a refresh",
                    provider.name().value());
            return new RefreshAnswer.Unreachable();
        }
        try {
            return redeem(client, kept);
        } catch (UpstreamException e) {
            log.warn("{}; the refresh {}", e.getMessage(), e.isForGood() ? "is refused" : "will be tried again");
            return e.isForGood() ? new RefreshAnswer.Refused() : new RefreshAnswer.Unreachable();
        }
    }

    private RefreshAnswer redeem(UpstreamClient client, KeptUpstreamTokens kept) {
        Map<String, Object> document = parts.http()
                .postForm(provider.name(), client.post(provider.endpoints().token(), fields(kept)));
        TokenAnswer answer = new TokenAnswer(provider.name(), new Document(document), provider.mapping());
        return new RefreshAnswer.Refreshed(answer.tokens(parts.clock().instant()));
    }

    private Map<String, String> fields(KeptUpstreamTokens kept) {
        List<String> granted = kept.tokens().scopes();
        List<String> scopes = granted.isEmpty() ? provider.request().scopes() : granted;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "refresh_token");
        fields.put("refresh_token", kept.tokens().refreshToken().orElseThrow());
        if (!scopes.isEmpty()) {
            fields.put("scope", String.join(" ", scopes));
        }
        return fields;
    }
}
