package dev.granary.cli.proof;

import static org.junit.jupiter.api.Assumptions.abort;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The MCP TypeScript SDK's OAuth client, run by node and told nothing but the address of an MCP server. */
final class McpClient implements AutoCloseable {

    /** The SDK, and what its OAuth client needs of its dependencies, as npm names the packages. */
    private static final Map<String, String> PACKAGES = Map.of(
            "@modelcontextprotocol/sdk", "1.32.2",
            "pkce-challenge", "5.0.1",
            "zod", "4.6.7");

    private static final String SCRIPT = "mcp-client.mjs";

    private final Process node;
    private final BufferedWriter steps;
    private final BufferedReader answers;

    private McpClient(Process node) {
        this.node = node;
        this.steps = node.outputWriter(StandardCharsets.UTF_8);
        this.answers = node.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a client. Aborts the test, with the reason, where node or the SDK cannot be had. */
    static McpClient of(Resource resource) throws IOException, InterruptedException {
        Path script = Installed.FOLDER.orAbort().resolve(SCRIPT);
        return new McpClient(new ProcessBuilder("node", script.toString(), resource.address(), Served.CALLBACK)
                .redirectError(script.resolveSibling("stderr").toFile())
                .start());
    }

    /** Lets the SDK do what is next without a login. */
    Step auth() throws IOException, ParseException {
        return step("auth");
    }

    /** Hands it the code that a login brought. */
    Step auth(String code) throws IOException, ParseException {
        return step("auth " + code);
    }

    private Step step(String line) throws IOException, ParseException {
        steps.write(line + "\n");
        steps.flush();
        return new Step(JSONObjectUtils.parse(Objects.requireNonNull(answers.readLine(), "the client has ended")));
    }

    @Override
    public void close() {
        node.destroyForcibly();
    }

    /** What the SDK made of a step, and what it keeps after it. */
    record Step(Map<String, Object> answer) {

        String result() {
            return String.valueOf(answer.get("result"));
        }

        /** Where it sends its user. */
        URI login() {
            return URI.create(String.valueOf(answer.get("url")));
        }

        String token(String name) {
            return String.valueOf(
                    ((Map<?, ?>) Objects.requireNonNull(answer.get("tokens"), answer::toString)).get(name));
        }

        AccessToken accessToken() {
            return new BearerAccessToken(token("access_token"));
        }

        String clientId() {
            return String.valueOf(
                    ((Map<?, ?>) Objects.requireNonNull(answer.get("client"), answer::toString)).get("client_id"));
        }
    }

    /** An MCP server as far as a client looks at it before it has a token: it names its authorization server (RFC 9728). */
    static final class Resource implements AutoCloseable {

        private final HttpServer server;

        Resource() throws IOException {
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

    /** The SDK in a folder, or why it is in none. */
    private record Installed(Path folder, String hindrance) {

        static final Installed FOLDER = installed();

        Path orAbort() {
            // What begins so is counted as not applying, not as failed; see .ci/run.
            return hindrance.isEmpty() ? folder : abort("exempt: the MCP SDK's client did not run: " + hindrance);
        }

        private static Installed installed() {
            Path folder = Backend.folder();
            try {
                run(folder, List.of("node", "--version"));
                List<String> pack = new ArrayList<>(List.of("npm", "pack", "--silent"));
                PACKAGES.forEach((name, version) -> pack.add(name + "@" + version));
                run(folder, pack);
                for (Map.Entry<String, String> each : PACKAGES.entrySet()) {
                    unpack(folder, each.getKey(), each.getValue());
                }
                try (InputStream script = McpClient.class.getResourceAsStream(SCRIPT)) {
                    Files.copy(Objects.requireNonNull(script), folder.resolve(SCRIPT));
                }
                return new Installed(folder, "");
            } catch (IOException e) {
                return new Installed(folder, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void unpack(Path folder, String name, String version) throws IOException, InterruptedException {
            Path place = Files.createDirectories(folder.resolve("node_modules").resolve(name));
            String archive = name.replace("@", "").replace('/', '-') + "-" + version + ".tgz";
            run(place, List.of("tar", "-xzf", folder.resolve(archive).toString(), "--strip-components=1"));
        }

        private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + said.strip());
            }
        }
    }
}
