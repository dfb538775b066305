package dev.granary.cli.proof;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import java.util.Objects;

/** The MCP TypeScript SDK's OAuth client, run by node and told nothing but the address of an MCP server. */
final class McpClient implements AutoCloseable {

    private final Process node;
    private final BufferedWriter steps;
    private final BufferedReader answers;

    private McpClient(Process node) {
        this.node = node;
        this.steps = node.outputWriter(StandardCharsets.UTF_8);
        this.answers = node.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a client of this server, or aborts the test as {@link McpSdk#script} does. */
    static McpClient of(McpServer resource) throws IOException {
        Path script = McpSdk.script();
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
}
