package dev.granary.cli.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at a browser: follows redirects, keeps cookies, fills in the login forms that come up, and allows what is asked. */
final class Person {

    private static final Pattern HIDDEN =
            Pattern.compile("<input[^>]*name=\"([^\"]+)\"[^>]*type=\"hidden\"[^>]*value=\"([^\"]*)\""
                    + "|<input[^>]*type=\"hidden\"[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String name;

    Person(String name) {
        this.name = name;
    }

    /** Goes where the client sends, logs in, and returns the address that leads back to the client. */
    URI logIn(URI start, String callback) {
        URI here = start;
        for (int i = 0; i < 15 && !here.toString().startsWith(callback); i++) {
            here = step(here);
        }
        if (!here.toString().startsWith(callback)) {
            throw new IllegalStateException("the login led to " + here);
        }
        return here;
    }

    private URI step(URI here) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(here).header("Accept", "text/html").build());
        HttpResponse<String> last = response.statusCode() == 200 ? send(filledIn(here, response.body())) : response;
        return last.headers()
                .firstValue("location")
                .map(here::resolve)
                .orElseThrow(() -> new IllegalStateException(here + " answered " + last.statusCode() + last.body()));
    }

    private HttpRequest filledIn(URI here, String page) {
        Map<String, String> form = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page);
        while (hidden.find()) {
            boolean nameFirst = hidden.group(1) != null;
            form.put(hidden.group(nameFirst ? 1 : 3), hidden.group(nameFirst ? 2 : 4));
        }
        form.put("username", name);
        form.put("password", "password");
        form.put("decision", "allow");
        Matcher action = ACTION.matcher(page);
        return HttpRequest.newBuilder(action.find() ? here.resolve(action.group(1)) : here)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(Forms.encoded(form)))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return browser.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
