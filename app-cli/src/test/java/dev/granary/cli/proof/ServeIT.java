package dev.granary.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ServeIT {

    private static final Pattern CURL =
            Pattern.compile("curl -s (\\S+) -H '([^:]+): ([^']+)' \\\\\\R\\s+-d '([^']+)'", Pattern.MULTILINE);

    @Test
    void whatItTellsToTryWorksAsPrinted() throws Exception {
        try (Served served = Served.with("")) {
            Matcher curl = CURL.matcher(served.welcome());
            assertThat(curl.find()).as(served.welcome()).isTrue();

            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(curl.group(1)))
                                    .header(curl.group(2), curl.group(3))
                                    .POST(BodyPublishers.ofString(curl.group(4)))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            assertThat(response.body()).contains("client_id");
        }
    }

    @Test
    void itSaysLoudlyThatItIsForDevelopmentAndEndsInOrder() throws Exception {
        try (Served served = Served.with("")) {
            assertThat(served.welcome()).contains("FOR DEVELOPMENT ONLY");
            assertThat(served.terminate()).isZero();
        }
    }
}
