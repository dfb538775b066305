package dev.granary.http.exchange;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.ErrorObject;
import dev.granary.http.outcome.Problem;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer. Never prints its header fields and body. Unless it says otherwise nobody may keep it (RFC 6749 section
 * 5.1), no browser may guess its type, and none tells the next page where it comes from.
 *
 * @param status the HTTP status
 * @param headers the header fields
 * @param body the body
 */
public record Answer(int status, Map<String, String> headers, String body) {

    private static final int FOUND = 302;
    private static final int SEE_OTHER = 303;

    /** Copies the map. */
    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A JSON document. */
    public static Answer json(int status, String body) {
        return new Answer(status, base("application/json"), body);
    }

    /** A page of plain text, for whoever looks at the browser. */
    public static Answer text(int status, String body) {
        return new Answer(status, base("text/plain; charset=utf-8"), body + "\n");
    }

    /** A page that says what went wrong, with the problem's status and when it is worth another try. */
    public static Answer text(Problem problem, String body) {
        return text(problem.error().getHTTPStatusCode(), body).withAll(problem.headers());
    }

    /** A page of HTML; see {@link Page}. */
    static Answer html(int status, String body) {
        return new Answer(status, base("text/html; charset=utf-8"), body);
    }

    /** Nothing but a status. */
    public static Answer empty(int status) {
        return new Answer(status, base("text/plain; charset=utf-8"), "");
    }

    /** Sends the browser on to an upstream. */
    public static Answer found(URI location) {
        return redirect(FOUND, location);
    }

    /** Sends the browser back to a client (RFC 9700 section 4.12). */
    public static Answer seeOther(URI location) {
        return redirect(SEE_OTHER, location);
    }

    /** An OAuth error (RFC 6749 section 5.2). */
    public static Answer error(Problem problem) {
        ErrorObject error = problem.error();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error.getCode());
        body.put("error_description", String.valueOf(error.getDescription()));
        return json(error.getHTTPStatusCode(), JSONObjectUtils.toJSONString(body))
                .withAll(problem.headers());
    }

    /** The same with another header field, in the stead of the one of this name. */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    private Answer withAll(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, body);
    }

    /** The same without this header field. */
    public Answer without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(name);
        return new Answer(status, fewer, body);
    }

    /** The status only. */
    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }

    private static Answer redirect(int status, URI location) {
        return empty(status).with("Location", location.toString());
    }

    private static Map<String, String> base(String contentType) {
        return Map.of(
                "Content-Type", contentType,
                "Cache-Control", "no-store",
                "Pragma", "no-cache",
                "X-Content-Type-Options", "nosniff",
                // The address may hold a code, and every answer may be looked at in a browser.
                "Referrer-Policy", "no-referrer");
    }
}
