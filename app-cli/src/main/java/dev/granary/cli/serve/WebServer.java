package dev.granary.cli.serve;

import dev.granary.cli.settings.Listening;
import dev.granary.http.exchange.RequestLimits;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty, with servlets at paths. Requests in flight are finished before it ends. */
final class WebServer implements AutoCloseable {

    /** How long an end waits for requests in flight. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Server server;
    private final ServerConnector connector;
    private final ContextHandlerCollection contexts = new ContextHandlerCollection();

    private WebServer(Listening listening) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("http");
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(listening.host());
        connector.setPort(listening.port());
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(contexts));
        server.setStopTimeout(PATIENCE.toMillis());
    }

    /**
     * Takes the port, and answers nothing yet.
     *
     * @throws NotStartedException if another program has it, or this machine has no such address
     */
    static WebServer bind(Listening listening) {
        WebServer web = new WebServer(listening);
        try {
            web.connector.open();
        } catch (IOException e) {
            web.connector.close();
            throw new NotStartedException(
                    "cannot listen on " + listening.host() + ", port " + listening.port() + ": " + reason(e)
                            + "; end the program that does, or choose another with --port, such as --port "
                            + (listening.port() == 8080 ? 8081 : 8080),
                    e);
        }
        return web;
    }

    /** The port that it listens on. */
    int port() {
        return connector.getLocalPort();
    }

    /** Serves everything at and below a path. */
    void mount(String path, HttpServlet servlet) {
        ServletContextHandler context = new ServletContextHandler(path.isEmpty() ? "/" : path);
        context.addServlet(new ServletHolder(servlet), "/*");
        contexts.addHandler(context);
    }

    /** Begins to answer. */
    void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the web server does not start", e);
        }
    }

    /** Refuses new requests, finishes those in flight, and ends. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("a request was not finished in " + PATIENCE.toSeconds() + " s", e);
        }
        connector.close();
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        // As much as the limit of the settings can be, and the first line; the server itself refuses in its own words.
        configuration.setRequestHeaderSize(RequestLimits.MOST_HEADERS + 16 * 1024);
        return configuration;
    }

    private static String reason(IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    }
}
