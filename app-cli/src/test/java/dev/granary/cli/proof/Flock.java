package dev.granary.cli.proof;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many callers of one client that send the same request at the same time. They never send anything twice. */
final class Flock implements AutoCloseable {

    /** How many there are. */
    static final int SIZE = 64;

    private static final String AUTHORIZATION = "Basic "
            + Base64.getEncoder().encodeToString(("checker:" + Served.SECRET).getBytes(StandardCharsets.UTF_8));

    private final ExecutorService threads = Executors.newFixedThreadPool(SIZE);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String issuer;

    Flock(String issuer) {
        this.issuer = issuer;
    }

    /** The answers of all, to the same form at the token endpoint. */
    List<Reply> all(Map<String, String> form) throws Exception {
        CyclicBarrier together = new CyclicBarrier(SIZE);
        List<Future<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            replies.add(threads.submit(() -> {
                together.await();
                return one("/oauth/token", form);
            }));
        }
        List<Reply> all = new ArrayList<>();
        for (Future<Reply> reply : replies) {
            all.add(reply.get());
        }
        return all;
    }

    /** The answer of one. */
    Reply one(String path, Map<String, String> form) throws IOException, InterruptedException, ParseException {
        HttpResponse<String> response = post(path, form);
        return new Reply(response.statusCode(), JSONObjectUtils.parse(response.body()));
    }

    /** The status of one answer, whatever its body. */
    int send(String path, Map<String, String> form) throws IOException, InterruptedException {
        return post(path, form).statusCode();
    }

    /** The status of the answer to a public client, which sends no secret. */
    int sendAlone(String path, Map<String, String> form) throws IOException, InterruptedException {
        return http.send(request(path, form).build(), BodyHandlers.ofString()).statusCode();
    }

    /** The keys that the server publishes. */
    String keys() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/jwks.json"))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        HttpRequest request =
                request(path, form).header("Authorization", AUTHORIZATION).build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, Map<String, String> form) {
        return HttpRequest.newBuilder(URI.create(issuer + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Forms.encoded(form)));
    }

    boolean isActive(String token) throws Exception {
        return one("/oauth/introspect", Map.of("token", token)).text("active").equals("true");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** One answer. */
    record Reply(int status, Map<String, Object> body) {

        boolean succeeded() {
            return status == 200;
        }

        String text(String member) {
            return String.valueOf(body.get(member));
        }
    }
}
