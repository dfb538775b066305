package dev.granary.cli.proof;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An MCP server as far as a client looks at it before it has a token: it names its authorization server (RFC 9728). */
final class McpServer implements AutoCloseable {

    private final HttpServer server;

    McpServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
    }

    /** Begins to name this authorization server. */
    void start(String issuer) {
        String metadata = JSONObjectUtils.toJSONString(Map.of(
                "resource", address(),
                "authorization_servers", List.of(issuer),
                "scopes_supported", List.of("openid", "offline_access")));
        server.createContext("/.well-known/oauth-protected-resource/mcp", exchange -> {
            byte[] body = metadata.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
