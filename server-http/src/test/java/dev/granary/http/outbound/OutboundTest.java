package dev.granary.http.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.granary.http.fixture.Site;
import dev.granary.http.outbound.OutboundException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTest {

    private static final AddressPolicy LOOPBACK = new AddressPolicy(true, false);
    private static final OutboundLimits LIMITS = new OutboundLimits(1000, Duration.ofSeconds(20));

    private final Site site = new Site();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    OutboundTest() {
        site.serve(this::answer);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        asked.add(request.getMethod() + " " + request.getPathInfo());
        String query = String.valueOf(request.getQueryString());
        response.setContentType(request.getPathInfo().equals("/text") ? "text/plain" : "application/json");
        switch (request.getPathInfo()) {
            case "/redirect" -> response.sendRedirect("/ok");
            case "/error" -> {
                response.setStatus(400);
                response.getOutputStream().write("x".repeat(100_000).getBytes(StandardCharsets.UTF_8));
            }
            case "/headers" -> response.getWriter().print("{\"upgrade\":\"" + request.getHeader("Upgrade") + "\"}");
            case "/size" -> response.getOutputStream().write(new byte[Integer.parseInt(query)]);
            default -> response.getOutputStream().write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private URI at(String path) {
        return URI.create(site.address() + path);
    }

    private static Outbound outbound(AddressPolicy policy) {
        return new Outbound(policy, LIMITS);
    }

    private static OutboundException refusal(Outbound outbound, URI uri) {
        return catchThrowableOfType(OutboundException.class, () -> outbound.send(OutboundRequest.get(uri)));
    }

    @Test
    void anAnswerIsReadAsJsonWhereItSaysThatItIs() {
        assertThat(outbound(LOOPBACK).send(OutboundRequest.get(at("/ok"))).object())
                .hasValueSatisfying(object -> assertThat(object).containsKey("a"));
        assertThat(outbound(LOOPBACK).send(OutboundRequest.get(at("/text"))).object())
                .isEmpty();
    }

    @Test
    void anAddressThatIsNotAllowedIsNotConnectedTo() {
        assertThat(refusal(outbound(AddressPolicy.INTERNET), at("/ok")).kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::ffff:127.0.0.1]", "[::1]", "0.0.0.0", "2130706433", "127.1"})
    void noSpellingOfLoopbackLeadsThere(String host) {
        URI uri = URI.create("http://" + host + ":" + site.address().getPort() + "/ok");
        OutboundException refused = refusal(outbound(AddressPolicy.INTERNET), uri);
        assertThat(refused.isMaybeReceived()).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void aNameThatLeadsToLoopbackIsNotConnectedTo() {
        Outbound outbound = new Outbound(AddressPolicy.INTERNET, LIMITS, host -> addresses("127.0.0.1"));
        URI uri = URI.create("http://id.example.com:" + site.address().getPort() + "/ok");
        assertThat(refusal(outbound, uri).kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(asked).isEmpty();
    }

    @Test
    void aNameIsLookedUpOnceSoThatItCannotChangeItsMindAfterTheCheck() {
        AtomicInteger lookUps = new AtomicInteger();
        NameService rebinding = host -> addresses(lookUps.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254");
        Outbound outbound = new Outbound(LOOPBACK, LIMITS, rebinding);
        URI uri = URI.create("http://id.example.com:" + site.address().getPort() + "/ok");
        assertThat(outbound.send(OutboundRequest.get(uri)).isSuccess()).isTrue();
        assertThat(lookUps).hasValue(1);
        assertThat(refusal(outbound, uri).kind()).isEqualTo(Kind.FORBIDDEN);
    }

    @Test
    void ofSeveralAddressesOnlyTheAllowedOnesAreConnectedTo() {
        Outbound outbound = new Outbound(LOOPBACK, LIMITS, host -> addresses("10.0.0.1", "127.0.0.1"));
        URI uri = URI.create("http://id.example.com:" + site.address().getPort() + "/ok");
        assertThat(outbound.send(OutboundRequest.get(uri)).isSuccess()).isTrue();
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() {
        OutboundAnswer answer =
                outbound(LOOPBACK).send(OutboundRequest.get(at("/redirect")).with("Authorization", "Bearer secret"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.isSuccess()).isFalse();
        assertThat(asked).containsExactly("GET /redirect");
    }

    @Test
    void aBodyMayBeAsLargeAsTheLimitAndNoLarger() {
        assertThat(outbound(LOOPBACK)
                        .send(OutboundRequest.get(at("/size?1000")))
                        .isSuccess())
                .isTrue();
        assertThat(refusal(outbound(LOOPBACK), at("/size?1001")).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void ofAnErrorOnlyTheBeginningIsRead() {
        OutboundAnswer answer = outbound(LOOPBACK).send(OutboundRequest.get(at("/error")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).hasSize(8 * 1024);
    }

    @Test
    void aBodyWithoutEndIsNotReadToItsEnd() throws Exception {
        CountDownLatch cutOff = new CountDownLatch(1);
        try (RawServer server = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            try {
                while (true) {
                    out.write(new byte[8192]);
                }
            } catch (IOException e) {
                cutOff.countDown();
            }
        })) {
            assertThat(refusal(outbound(LOOPBACK), server.uri()).kind()).isEqualTo(Kind.TOO_LARGE);
            cutOff.await();
        }
    }

    @Test
    void anAnswerThatDripsIsEndedInTime() throws Exception {
        CountDownLatch cutOff = new CountDownLatch(1);
        try (RawServer server = new RawServer(out -> {
            try {
                out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.UTF_8));
                while (true) {
                    out.write('x');
                    out.flush();
                    Thread.sleep(20);
                }
            } catch (IOException e) {
                cutOff.countDown();
            }
        })) {
            Outbound hasty = new Outbound(LOOPBACK, new OutboundLimits(1000, Duration.ofMillis(300)));
            OutboundException refused = refusal(hasty, server.uri());
            assertThat(refused.kind()).isEqualTo(Kind.NO_ANSWER);
            assertThat(refused).hasMessageContaining("took too long");
            cutOff.await();
        }
    }

    @Test
    void whatIsNotThereWasNotReached() {
        URI uri = at("/ok");
        site.close();
        assertThat(refusal(outbound(LOOPBACK), uri).kind()).isEqualTo(Kind.NOT_CONNECTED);
    }

    @Test
    void aConnectionThatBreaksMayHaveBroughtTheRequest() throws Exception {
        try (RawServer server = new RawServer(out ->
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".getBytes(StandardCharsets.UTF_8)))) {
            assertThat(refusal(outbound(LOOPBACK), server.uri()).isMaybeReceived())
                    .isTrue();
        }
    }

    @Test
    void noMessageAndNoValueHoldsASecret() {
        URI uri = URI.create("http://127.0.0.1:1/path?token=top-secret");
        OutboundRequest request =
                OutboundRequest.json("POST", uri, Map.of("a", "top-secret")).with("Authorization", "Bearer top-secret");
        assertThat(request.toString()).contains("/path").doesNotContain("top-secret");
        assertThat(refusal(outbound(LOOPBACK), uri))
                .hasMessageContaining("/path")
                .hasMessageNotContaining("top-secret");
    }

    @Test
    void answersThatAreNotReadToTheirEndHoldNoConnection() {
        Outbound outbound = outbound(LOOPBACK);
        for (int i = 0; i < 300; i++) {
            assertThat(outbound.send(OutboundRequest.get(at("/error"))).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void noUpgradeIsAskedFor() {
        assertThat(outbound(LOOPBACK).send(OutboundRequest.get(at("/headers"))).body())
                .contains("null");
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }

    /** What a raw server does once it was asked. */
    private interface Conduct {

        void answer(OutputStream out) throws Exception;
    }

    /** Answers one request as it likes. */
    private static final class RawServer implements AutoCloseable {

        private final ServerSocket listening;

        RawServer(Conduct conduct) throws IOException {
            listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            new Thread(() -> serve(conduct)).start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/raw");
        }

        private void serve(Conduct conduct) {
            try (Socket socket = listening.accept()) {
                socket.getInputStream().read(new byte[4096]);
                conduct.answer(socket.getOutputStream());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
