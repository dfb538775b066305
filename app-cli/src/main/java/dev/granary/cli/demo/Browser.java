package dev.granary.cli.demo;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a user's browser does in a login: it follows redirects, keeps cookies, and sends the forms that it is shown, with
 * the hidden fields that they hold.
 */
final class Browser {

    private static final int MOST_STEPS = 10;
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final Map<String, String> cookies = new TreeMap<>();
    private final Map<String, String> form;

    /** Fills in every form so. */
    Browser(Map<String, String> form) {
        this.form = Map.copyOf(form);
    }

    /** Goes from here until it is sent to an address that begins with {@code end}, and returns that address. */
    URI walk(URI start, String end) throws IOException {
        URI here = start;
        for (int i = 0; i < MOST_STEPS; i++) {
            if (here.toString().startsWith(end)) {
                return here;
            }
            here = step(here);
        }
        throw new IOException("the login led nowhere");
    }

    private URI step(URI here) throws IOException {
        HTTPResponse response = send(new HTTPRequest(HTTPRequest.Method.GET, here));
        if (response.getLocation() == null && response.indicatesSuccess()) {
            response = send(filledIn(here, response.getBody()));
        }
        if (response.getLocation() == null) {
            throw new IOException("the login ended at " + here.getPath() + ": " + response.getBody());
        }
        return here.resolve(response.getLocation());
    }

    private HTTPRequest filledIn(URI here, String page) throws IOException {
        Map<String, String> fields = new TreeMap<>(form);
        HIDDEN.matcher(page).results().forEach(field -> fields.put(field.group(1), field.group(2)));
        HTTPRequest post = new HTTPRequest(HTTPRequest.Method.POST, here);
        try {
            post.setContentType("application/x-www-form-urlencoded");
        } catch (ParseException e) {
            throw new IOException(e);
        }
        post.setBody(URLUtils.serializeParameters(fields.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())))));
        return post;
    }

    private HTTPResponse send(HTTPRequest request) throws IOException {
        request.setFollowRedirects(false);
        if (!cookies.isEmpty()) {
            request.setHeader(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HTTPResponse response = request.send();
        List<String> set = response.getHeaderMap().getOrDefault("Set-Cookie", List.of());
        set.stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
        return response;
    }
}
