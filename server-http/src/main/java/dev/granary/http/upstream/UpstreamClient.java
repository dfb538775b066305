package dev.granary.http.upstream;

import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who we are at an upstream. Never prints its secret.
 *
 * @param id the client id
 * @param secret the client secret; unset for a public client
 * @param authMethod {@code client_secret_basic}, {@code client_secret_post} or {@code none}
 */
record UpstreamClient(String id, Optional<String> secret, String authMethod) {

    private static final String BASIC = "client_secret_basic";
    private static final String POST = "client_secret_post";
    private static final String NONE = "none";

    /** Who we are configured to be; the way to authenticate is the upstream's choice, unless it is configured, too. */
    static UpstreamClient configured(UpstreamAccount account, List<String> offered) {
        boolean postOnly = !offered.contains(BASIC) && offered.contains(POST);
        String chosen = account.clientSecret().isEmpty() ? NONE : postOnly ? POST : BASIC;
        String method = account.authMethod()
                .map(wanted -> wanted.name().toLowerCase(Locale.ROOT))
                .orElse(chosen);
        return new UpstreamClient(account.clientId(), account.clientSecret(), method);
    }

    /** Who we registered as; an upstream that names no way to authenticate means basic (RFC 7591 section 2). */
    static UpstreamClient registered(String id, Optional<String> secret, Optional<String> authMethod) {
        return new UpstreamClient(id, secret, authMethod.orElse(secret.isPresent() ? BASIC : NONE));
    }

    /** A form that says who we are (RFC 6749 section 2.3.1). */
    FormPost post(URI uri, Map<String, String> fields) {
        if (secret.isPresent() && authMethod.equals(BASIC)) {
            String header =
                    new ClientSecretBasic(new ClientID(id), new Secret(secret.get())).toHTTPAuthorizationHeader();
            return new FormPost(uri, fields, Optional.of(header));
        }
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put("client_id", id);
        secret.ifPresent(text -> more.put("client_secret", text));
        return new FormPost(uri, more, Optional.empty());
    }

    @Override
    public String toString() {
        return "UpstreamClient[" + id + ", " + authMethod + "]";
    }
}
