package dev.granary.http.upstream;

import dev.granary.upstream.ProviderName;
import java.util.List;
import java.util.Map;

/** What a userinfo endpoint says of who holds an access token. */
record UserInfoAnswer(ProviderName name, UpstreamHttp http, UserInfo place) {

    /** Whom it says. @throws UpstreamException if it says nothing to the point */
    UpstreamIdentity about(String accessToken) {
        Map<String, Object> answer = http.ask(name, place, accessToken);
        return place.fields()
                .read(new Document(answer), answer)
                .orElseThrow(() -> UpstreamException.refused(
                        name,
                        "its userinfo has no subject, or one that is no" + " text and no whole number up to 2^63"));
    }

    /** The same of somebody who is known (OpenID Connect Core section 5.3.2). @throws UpstreamException if it is another */
    UpstreamIdentity about(String accessToken, List<String> subjects) {
        UpstreamIdentity identity = about(accessToken);
        if (!subjects.contains(identity.subject())) {
            throw UpstreamException.refused(name, "its userinfo is about somebody else");
        }
        return identity;
    }
}
