package dev.granary.http.upstream;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.granary.http.json.JsonObjects;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP with upstreams: JSON only, at most 1 MiB, in time, and never redirected. Nothing that an upstream sends gets into
 * a message. Safe for threads.
 */
public final class UpstreamHttp {

    private static final int LARGEST_BODY = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The longest that any call takes. */
    static final Duration LONGEST = PATIENCE.multipliedBy(2);

    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;

    private final HttpClient client;

    /** Speaks through this client, which must not follow redirects. */
    public UpstreamHttp(HttpClient client) {
        this.client = client;
    }

    /** Speaks through a client of its own. */
    public static UpstreamHttp create() {
        return new UpstreamHttp(HttpClient.newBuilder()
                // Over plain http the other version would ask for an upgrade, which not every server takes well.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    }

    /** Gets a document. @throws UpstreamException if it is not to be had */
    Map<String, Object> get(ProviderName name, URI uri) {
        return send(name, HttpRequest.newBuilder(uri).GET());
    }

    /** Posts a form. @throws UpstreamException if it is not answered with success */
    Map<String, Object> postForm(ProviderName name, FormPost post) {
        HttpRequest.Builder request = HttpRequest.newBuilder(post.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(post.form()));
        post.authorization().ifPresent(value -> request.header("Authorization", value));
        return send(name, request);
    }

    /** Asks who holds an access token. @throws UpstreamException if it is not answered with success */
    Map<String, Object> ask(ProviderName name, UserInfo place, String accessToken) {
        HttpRequest.Builder request = HttpRequest.newBuilder(place.endpoint())
                .method(place.method().name(), HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + accessToken);
        place.headers().forEach(request::header);
        return send(name, request);
    }

    /** Posts a JSON document. @throws UpstreamException if it is not answered with success */
    Map<String, Object> postJson(ProviderName name, URI uri, Map<String, Object> document) {
        return send(
                name,
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSONObjectUtils.toJSONString(document))));
    }

    private Map<String, Object> send(ProviderName name, HttpRequest.Builder builder) {
        HttpRequest request =
                builder.header("Accept", "application/json").timeout(PATIENCE).build();
        HttpResponse<byte[]> response = await(name, request);
        String where = request.uri().getHost() + request.uri().getPath();
        if (response.statusCode() < OK || response.statusCode() >= MULTIPLE_CHOICES) {
            String what = where + " answered " + response.statusCode();
            throw response.statusCode() >= 400 && response.statusCode() < 500
                    ? UpstreamException.refused(name, what, error(response.body()))
                    : UpstreamException.unreachable(name, what);
        }
        return JsonObjects.parse(new String(response.body(), StandardCharsets.UTF_8))
                .orElseThrow(() -> UpstreamException.unreachable(
                        name, where + " answered with something else than a JSON object"));
    }

    private static Optional<String> error(byte[] body) {
        return JsonObjects.parse(new String(body, StandardCharsets.UTF_8))
                .map(document -> document.get("error"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private HttpResponse<byte[]> await(ProviderName name, HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> new CappedBody(LARGEST_BODY));
        String where = request.uri().getHost() + request.uri().getPath();
        try {
            // The request's own timeout ends with the headers; a body may still drip for ever.
            return answer.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            String kind = e.getCause() == null ? "" : e.getCause().getClass().getSimpleName();
            throw UpstreamException.unreachable(name, where + " failed: " + kind);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw UpstreamException.unreachable(name, where + " took too long");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw UpstreamException.unreachable(name, where + " was interrupted");
        }
    }
}
