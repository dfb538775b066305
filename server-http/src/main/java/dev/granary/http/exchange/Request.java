package dev.granary.http.exchange;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.http.outcome.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request. Never prints itself: nearly every part of it may be secret.
 *
 * @param method the HTTP method
 * @param path the path below the issuer's
 * @param query the query, undecoded
 * @param headers the header fields, names in lower case
 * @param cookies the cookies by name
 * @param body the body
 * @param caller the address of who sent it
 * @param limits how large it may be
 */
public record Request(
        String method,
        String path,
        Optional<String> query,
        Map<String, List<String>> headers,
        Map<String, String> cookies,
        String body,
        String caller,
        RequestLimits limits) {

    /** Copies the maps. */
    public Request {
        headers = Map.copyOf(headers);
        cookies = Map.copyOf(cookies);
    }

    /** The first value of a header field. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The parameters of the query. @throws RefusedException if it is malformed */
    public Parameters queryParameters() {
        return Parameters.parse(query.orElse(""), limits);
    }

    /** The parameters of the form in the body. @throws RefusedException if there is none or it is malformed */
    public Parameters formParameters() {
        if (!isOfType("application/x-www-form-urlencoded")) {
            throw RefusedException.of(
                    OAuth2Error.INVALID_REQUEST, "expected Content-Type application/x-www-form-urlencoded");
        }
        return Parameters.parse(body, limits);
    }

    /** Whether the body is said to be of this type, whatever its parameters. */
    public boolean isOfType(String type) {
        return header("content-type")
                .map(value -> value.split(";", 2)[0].trim())
                .filter(type::equalsIgnoreCase)
                .isPresent();
    }

    /** Method and path only. */
    @Override
    public String toString() {
        return "Request[" + method + " " + path + "]";
    }
}
