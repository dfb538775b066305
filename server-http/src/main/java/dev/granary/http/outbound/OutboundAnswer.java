package dev.granary.http.outbound;

import dev.granary.http.json.JsonObjects;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back. Never prints its headers and its body.
 *
 * @param status the HTTP status; a redirect is an answer like any other
 * @param headers the first value of each header field, names in lower case
 * @param body the body, of an error the beginning only
 */
public record OutboundAnswer(int status, Map<String, String> headers, String body) {

    /** Copies the map. */
    public OutboundAnswer {
        headers = Map.copyOf(headers);
    }

    static OutboundAnswer of(int status, Map<String, String> headers, byte[] body) {
        return new OutboundAnswer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    /** Whether the status is one of success. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether the status says that the request was wrong. */
    public boolean isClientError() {
        return status >= 400 && status < 500;
    }

    /** The first value of a header field. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The JSON object in the body; empty if it is something else, or is not said to be JSON (RFC 8259, RFC 6839). */
    public Optional<Map<String, Object>> object() {
        String type = header("content-type").orElse("").split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return type.matches("[a-z]+/([a-z0-9.+-]+\\+)?json") ? JsonObjects.parse(body) : Optional.empty();
    }

    @Override
    public String toString() {
        return "OutboundAnswer[" + status + "]";
    }
}
