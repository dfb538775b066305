package dev.granary.http.outbound;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.granary.http.uri.LoggableUris;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to send. Never prints its headers and its body.
 *
 * @param method the HTTP method
 * @param uri where to, without userinfo and fragment
 * @param headers the header fields
 * @param body what is sent, if anything; as UTF-8
 */
public record OutboundRequest(String method, URI uri, Map<String, String> headers, Optional<String> body) {

    /** Copies the map. */
    public OutboundRequest {
        headers = Map.copyOf(headers);
    }

    /** Asks for a JSON document. */
    public static OutboundRequest get(URI uri) {
        return of("GET", uri);
    }

    /** Asks for a JSON document with this method, and sends nothing. */
    public static OutboundRequest of(String method, URI uri) {
        return new OutboundRequest(method, uri, Map.of("Accept", "application/json"), Optional.empty());
    }

    /** Asks for what is there to be deleted. */
    public static OutboundRequest delete(URI uri) {
        return new OutboundRequest("DELETE", uri, Map.of(), Optional.empty());
    }

    /** Sends a form and asks for a JSON document. */
    public static OutboundRequest form(URI uri, String encoded) {
        return new OutboundRequest(
                "POST",
                uri,
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                Optional.of(encoded));
    }

    /**
     * Sends a JSON document and asks for one.
     *
     * @param method {@code POST} or {@code PUT}
     */
    public static OutboundRequest json(String method, URI uri, Map<String, Object> document) {
        return new OutboundRequest(
                method,
                uri,
                Map.of("Accept", "application/json", "Content-Type", "application/json"),
                Optional.of(JSONObjectUtils.toJSONString(document)));
    }

    /** The same with a header field more. */
    public OutboundRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new OutboundRequest(method, uri, more, body);
    }

    /** Host and path, for messages: the query may hold secrets. */
    public String where() {
        return LoggableUris.where(uri);
    }

    @Override
    public String toString() {
        return "OutboundRequest[" + method + " " + where() + "]";
    }
}
