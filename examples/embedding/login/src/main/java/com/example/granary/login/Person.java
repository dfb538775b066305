package com.example.granary.login;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at a browser, who fills in the forms that come up and allows what is asked. */
final class Person {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    /** Follows the redirects from here to the client's callback, which it does not open. */
    URI logIn(URI start, URI callback) throws IOException, InterruptedException {
        URI here = start;
        for (int steps = 0; steps < 15 && !here.toString().startsWith(callback.toString()); steps++) {
            here = step(here);
        }
        return here;
    }

    private URI step(URI here) throws IOException, InterruptedException {
        HttpResponse<String> shown = send(HttpRequest.newBuilder(here));
        HttpResponse<String> last = shown.statusCode() == 200 ? send(filledIn(here, shown.body())) : shown;
        return here.resolve(last.headers()
                .firstValue("location")
                .orElseThrow(() -> new IllegalStateException(here + ": " + last.statusCode() + " " + last.body())));
    }

    private static HttpRequest.Builder filledIn(URI here, String page) {
        StringBuilder form = new StringBuilder("username=alice&decision=allow");
        for (Matcher hidden = HIDDEN.matcher(page); hidden.find(); ) {
            form.append('&').append(hidden.group(1)).append('=');
            form.append(URLEncoder.encode(hidden.group(2), StandardCharsets.UTF_8));
        }
        Matcher action = ACTION.matcher(page);
        return HttpRequest.newBuilder(action.find() ? here.resolve(action.group(1)) : here)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
    }
}
