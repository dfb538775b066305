package dev.granary.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.cli.settings.Listening;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebServerTest {

    private static final Listening ANYWHERE = new Listening("127.0.0.1", 0);

    @Test
    void aRequestInFlightIsFinishedBeforeTheEnd() throws Exception {
        Slow slow = new Slow();
        WebServer web = WebServer.bind(ANYWHERE);
        web.mount("", slow);
        web.start();
        CompletableFuture<HttpResponse<String>> answer =
                HttpClient.newHttpClient().sendAsync(request(web.port()), BodyHandlers.ofString());
        assertThat(slow.arrived.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> end = CompletableFuture.runAsync(web::close);
        assertThat(end).isNotDone();
        slow.mayAnswer.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("finished");
        end.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aTakenPortIsNamedWithTheRemedy() {
        WebServer web = WebServer.bind(ANYWHERE);
        try {
            assertThatThrownBy(() -> WebServer.bind(new Listening("127.0.0.1", web.port())))
                    .isInstanceOf(NotStartedException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1, port " + web.port() + ": address already in use")
                    .hasMessageContaining("--port 8080");
        } finally {
            web.close();
        }
    }

    @Test
    void nothingStaysOpenAfterTheEnd() {
        WebServer web = WebServer.bind(ANYWHERE);
        int port = web.port();
        web.start();
        web.close();

        WebServer again = WebServer.bind(new Listening("127.0.0.1", port));
        assertThat(again.port()).isEqualTo(port);
        again.close();
    }

    private static HttpRequest request(int port) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .build();
    }

    /** Answers when it may. */
    private static final class Slow extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch arrived = new CountDownLatch(1);
        private final transient CountDownLatch mayAnswer = new CountDownLatch(1);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            arrived.countDown();
            try {
                mayAnswer.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            response.getWriter().print("finished");
        }
    }
}
