package dev.granary.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import dev.granary.cli.serve.RunningServer;
import dev.granary.cli.serve.ServerLaunch;
import dev.granary.cli.serve.Surroundings;
import dev.granary.cli.settings.Configuration;
import dev.granary.cli.settings.Settings;
import dev.granary.domain.audit.AuditEvent;
import dev.granary.metrics.Label;
import dev.granary.metrics.Metric;
import dev.granary.spi.Storages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** All that a collector sees after a whole story is out of fixed sets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScrapeIT {

    /** Every endpoint that the story and its browser ask, and those that they do not. */
    private static final Set<String> ENDPOINTS = Set.of(
            "/oauth/authorize",
            "/oauth/callback",
            "/oauth/consent",
            "/oauth/introspect",
            "/oauth/register",
            "/oauth/token",
            "/.well-known/jwks.json",
            "/.well-known/oauth-authorization-server",
            "/.well-known/openid-configuration",
            "other");

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{([^}]*)})? ");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final MovableClock clock = new MovableClock(InstantSource.system());
    private final StringWriter story = new StringWriter();
    private final List<AuditEvent> events = Collections.synchronizedList(new ArrayList<>());

    private RunningServer server;
    private String text = "";

    /** A sample's name and labels. */
    private record Sample(String name, Map<String, String> labels) {}

    @Test
    void everyLabelOfEveryMeterIsOutOfItsSet() {
        List<Sample> samples = samples(text).stream()
                .filter(sample -> sample.name().startsWith("granary_"))
                .toList();
        assertThat(samples).hasSizeGreaterThan(100);
        for (Sample sample : samples) {
            Metric metric = metricOf(sample.name());
            Set<String> keys = new HashSet<>(sample.labels().keySet());
            keys.remove("le");
            assertThat(keys)
                    .as(sample.name())
                    .isEqualTo(metric.labels().stream().map(Label::key).collect(Collectors.toSet()));
            for (Label label : metric.labels()) {
                assertThat(label == Label.ENDPOINT ? ENDPOINTS : Set.copyOf(label.possible()))
                        .as(sample.toString())
                        .contains(sample.labels().get(label.key()));
            }
        }
    }

    @Test
    void whatBelongsToSomebodyIsInNone() {
        Set<String> owned = events.stream()
                .flatMap(event -> Stream.concat(
                        event.client().map(client -> client.value()).stream(),
                        event.grant().map(grant -> grant.value()).stream()))
                .collect(Collectors.toSet());
        assertThat(owned).hasSizeGreaterThanOrEqualTo(2);
        assertThat(text).doesNotContain(owned).doesNotContain("alice", "client.example");
        assertThat(samples(text))
                .allMatch(sample -> sample.name().matches("(granary|jvm|process|system)_.*"))
                .flatExtracting(sample -> sample.labels().keySet())
                .doesNotContain("client", "subject", "session", "grant", "user", "namespace", "uri");
    }

    @Test
    void theStoryShowsInTheNumbers() {
        assertThat(text)
                .contains(
                        "granary_audit_events_total{event=\"refresh_token_reused\"} 1.0",
                        "granary_audit_events_total{event=\"code_replayed\"} 0.0",
                        "granary_operations_seconds_count{operation=\"refresh_token\",outcome=\"replayed\"} 1",
                        "granary_operations_seconds_count{operation=\"register_client\",outcome=\"done\"} 1",
                        "granary_http_requests_seconds_count{endpoint=\"/oauth/register\",status=\"2xx\"} 1",
                        "granary_pool_connections{state=\"idle\"}",
                        "granary_pool_most 10.0",
                        "granary_records{kind=\"assertions\"}");
        Set<Metric> shown = samples(text).stream()
                .filter(sample -> sample.name().startsWith("granary_"))
                .map(sample -> metricOf(sample.name()))
                .collect(Collectors.toSet());
        Set<Metric> all = new HashSet<>(Arrays.asList(Metric.values()));
        // Nothing is purged before the first minute is over.
        all.removeAll(Set.of(Metric.PURGED, Metric.PURGE_FINISHED));
        assertThat(shown).isEqualTo(all);
    }

    @Test
    void nothingButMetricsIsThere() throws Exception {
        URI metrics = URI.create(server.metrics().orElseThrow());
        assertThat(get(metrics).headers().firstValue("Content-Type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(get(metrics.resolve("/")).statusCode()).isEqualTo(404);
        assertThat(get(metrics.resolve("/oauth/token")).statusCode()).isEqualTo(404);
        assertThat(get(URI.create(server.issuer() + "/metrics")).statusCode()).isEqualTo(404);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private RunningServer start(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("granary.yaml"), """
                port: 0
                storage: jdbc:h2:mem:scrape
                registration: {confidential-on-loopback: true}
                key-ring: %s
                management: {port: 0}
                """.formatted(folder.resolve("granary.keys")));
        Settings settings = new Configuration(name -> Optional.empty()).read(Optional.of(file), Map.of());
        return new ServerLaunch(
                        Storages.installed(ScrapeIT.class.getClassLoader()),
                        new Surroundings(clock, new SecureRandom(), events::add))
                .start(settings);
    }

    @BeforeAll
    void tellAStory(@TempDir Path folder) throws Exception {
        server = start(folder);
        ClientSecretBasic client = DemoClient.registered(server.issuer());
        Narrator narrator = new Narrator(new PrintWriter(story));
        new Story(new HttpAuthority(server, client, clock, events), narrator).tell();
        assertThat(narrator.end()).as(story.toString()).isTrue();
        HttpResponse<String> lost = get(URI.create(server.issuer() + "/somebody/else"));
        assertThat(lost.statusCode()).isEqualTo(404);
        text = get(URI.create(server.metrics().orElseThrow())).body();
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static List<Sample> samples(String text) {
        return SAMPLE.matcher(text)
                .results()
                .map(sample -> new Sample(sample.group(1), labels(sample)))
                .toList();
    }

    private static Map<String, String> labels(MatchResult sample) {
        String labels = Optional.ofNullable(sample.group(2)).orElse("");
        return LABEL.matcher(labels)
                .results()
                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
    }

    /** The metric whose name the sample's begins with: the longest, since one may begin like another. */
    private static Metric metricOf(String sample) {
        return Arrays.stream(Metric.values())
                .filter(metric -> sample.startsWith(metric.id().replace('.', '_')))
                .max(Comparator.comparingInt(metric -> metric.id().length()))
                .orElseThrow(() -> new AssertionError("no metric is listed for " + sample));
    }
}
