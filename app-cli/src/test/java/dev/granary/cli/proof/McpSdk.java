package dev.granary.cli.proof;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The MCP TypeScript SDK in a folder, or why it is in none.
 *
 * @param folder where npm puts it
 * @param hindrance empty if it is there
 */
record McpSdk(Path folder, String hindrance) {

    /** The SDK, and what its OAuth client needs of its dependencies, as npm names the packages. */
    private static final Map<String, String> PACKAGES = Map.of(
            "@modelcontextprotocol/sdk", "1.32.2",
            "pkce-challenge", "5.0.1",
            "zod", "4.6.7");

    private static final String SCRIPT = "mcp-client.mjs";

    private static final McpSdk INSTALLED = installed();

    /** The script that makes a client of it. Aborts the test, with the reason, where node or the SDK cannot be had. */
    static Path script() {
        // What begins so is counted as not applying, not as failed; see .ci/run.
        return INSTALLED.hindrance().isEmpty()
                ? INSTALLED.folder().resolve(SCRIPT)
                : abort("exempt: the MCP SDK's client did not run: " + INSTALLED.hindrance());
    }

    private static McpSdk installed() {
        Path folder = Backend.folder();
        try {
            run(folder, List.of("node", "--version"));
            List<String> pack = new ArrayList<>(List.of("npm", "pack", "--silent"));
            PACKAGES.forEach((name, version) -> pack.add(name + "@" + version));
            run(folder, pack);
            for (Map.Entry<String, String> each : PACKAGES.entrySet()) {
                unpack(folder, each.getKey(), each.getValue());
            }
            try (InputStream script = McpSdk.class.getResourceAsStream(SCRIPT)) {
                Files.copy(Objects.requireNonNull(script), folder.resolve(SCRIPT));
            }
            return new McpSdk(folder, "");
        } catch (IOException e) {
            return new McpSdk(folder, String.valueOf(e.getMessage()));
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
