package dev.granary.cli.proof;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A reverse proxy that leads each request to the next node, whoever sent it and whatever went before, unless it is told to
 * lead to one alone. It remembers which node served what.
 */
final class RoundRobin implements AutoCloseable {

    /** What belongs to a connection, or is set anew. */
    private static final Set<String> OWN = Set.of("connection", "content-length", "host", "transfer-encoding", "date");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Trip> trips = new CopyOnWriteArrayList<>();
    private volatile List<String> nodes = List.of();
    private volatile Optional<String> only = Optional.empty();

    /**
     * One request.
     *
     * @param path what was asked for
     * @param node the address of the node that was asked
     */
    record Trip(String path, String node) {}

    /** Takes a port, so that the nodes can be told by which address they are known. */
    RoundRobin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        server.setExecutor(threads);
        server.createContext("/", this::forward);
    }

    /** The address that stands for all nodes. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Begins to lead to these addresses, the first one first. */
    void start(List<String> addresses) {
        nodes = List.copyOf(addresses);
        server.start();
    }

    /** Leads to this address alone from now on. */
    void leadTo(String address) {
        only = Optional.of(address);
    }

    /** Leads to the next node each time from now on, and remembers nothing of what was before. */
    void leadInTurn() {
        only = Optional.empty();
        trips.clear();
    }

    /** The nodes that served requests, one for each, in their order. */
    List<String> served() {
        return trips.stream().map(Trip::node).toList();
    }

    /** The same, of requests for this path. */
    List<String> served(String path) {
        return trips.stream()
                .filter(trip -> trip.path().equals(path))
                .map(Trip::node)
                .toList();
    }

    /** How many requests came; of that many each node got its share. */
    int requests() {
        return requests.get();
    }

    private void forward(HttpExchange exchange) throws IOException {
        String next = nodes.get(requests.getAndIncrement() % nodes.size());
        String node = only.orElse(next);
        trips.add(new Trip(exchange.getRequestURI().getPath(), node));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.stream()
                        .filter(value -> isPassedOn(name))
                        .forEach(value -> request.header(name, value)));
        try {
            answer(exchange, client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (isPassedOn(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static boolean isPassedOn(String name) {
        return OWN.stream().noneMatch(name::equalsIgnoreCase);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
