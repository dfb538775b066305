package dev.granary.cli.serve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings that the command line can say. They are read and checked as those of the file are. */
final class ServeFlags {

    @Option(names = "--port", paramLabel = "N", description = "Where to listen; 0 for any free port. Default: 8080")
    private @Nullable String port;

    @Option(names = "--bind", paramLabel = "HOST", description = "The address to listen on. Default: 127.0.0.1")
    private @Nullable String bind;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "What clients know this server by. Default: the address it listens on")
    private @Nullable String issuer;

    @Option(
            names = "--storage",
            paramLabel = "URL",
            description = "Where records are kept. Default: jdbc:h2:file:./granary-data/records")
    private @Nullable String storage;

    @Option(
            names = "--upstream",
            paramLabel = "name=…,issuer=…",
            description = "An OpenID provider that users log in at; more keys are client-id, client-secret-file and"
                    + " client-secret-env. May be repeated. Default: the development provider")
    private List<String> upstreams = List.of();

    @Option(
            names = "--audience",
            paramLabel = "URI",
            description = "A resource that tokens may be for. May be repeated.")
    private List<String> audiences = List.of();

    /** What was said, by the keys of the file. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, "port", port);
        put(values, "bind", bind);
        put(values, "issuer", issuer);
        put(values, "storage", storage);
        put(values, "upstreams", upstreams.isEmpty() ? null : List.copyOf(upstreams));
        put(values, "audiences", audiences.isEmpty() ? null : List.copyOf(audiences));
        return values;
    }

    private static void put(Map<String, Object> values, String key, @Nullable Object value) {
        if (value != null) {
            values.put(key, value);
        }
    }
}
