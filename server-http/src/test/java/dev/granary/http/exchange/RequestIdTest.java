package dev.granary.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.granary.domain.audit.Correlation;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.World;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** How a request is found again in the logs, and at which level what is logged. */
class RequestIdTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>() {
        // What is asked for later must be what was true now.
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.granary");
    private final World world = new World();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        world.close();
    }

    @Test
    void whatTheSenderCallsARequestIsAnswered() {
        assertThat(idOf("X-Request-Id", "proxy-1/42")).contains("proxy-1/42");
    }

    @Test
    void aTraceNamesARequestThatHasNoOtherName() {
        assertThat(idOf("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")).contains(TRACE);
        assertThat(idOf("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01", "X-Request-Id", "mine"))
                .contains("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a\tb", "<b>", "\u00e4", "quote\"", "%0a"})
    void aNameThatIsNotHarmlessIsReplaced(String sent) {
        assertThat(idOf("X-Request-Id", sent))
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{16}"));
    }

    @Test
    void aNameThatIsTooLongOrSentTwiceIsReplaced() {
        assertThat(idOf("X-Request-Id", "x".repeat(64))).contains("x".repeat(64));
        assertThat(idOf("X-Request-Id", "x".repeat(65)))
                .hasValueSatisfying(id -> assertThat(id).hasSize(16));
        assertThat(idOf("X-Request-Id", "one", "X-Request-Id", "two"))
                .hasValueSatisfying(id -> assertThat(id).hasSize(16));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "0af7651916cd43dd8448eb211c80319c"
            })
    void aTraceThatIsNoneCountsAsNotSent(String sent) {
        assertThat(idOf("traceparent", sent))
                .hasValueSatisfying(id -> assertThat(id).hasSize(16));
    }

    @Test
    void requestsWithoutANameHaveEachTheirOwn() {
        assertThat(idOf()).isPresent().isNotEqualTo(idOf());
    }

    @Test
    void everythingThatIsLoggedForARequestHasItsId() {
        String code = world.code(Map.of());
        log.list.clear();
        Map<String, String> name = Map.of("X-Request-Id", "redeeming");
        world.post("/oauth/token", World.redemption(code), name);
        world.post("/oauth/token", World.redemption(code), name);
        assertThat(audited()).contains("CODE_REDEEMED", "CODE_REPLAYED");
        assertThat(List.copyOf(log.list))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getMDCPropertyMap()).containsEntry(Correlation.KEY, "redeeming"));
        assertThat(List.copyOf(log.list))
                .filteredOn(event -> event.getLoggerName().equals("dev.granary.audit"))
                .allSatisfy(event -> assertThat(event.getKeyValuePairs())
                        .anyMatch(pair -> pair.key.equals("request") && "redeeming".equals(pair.value)));
    }

    @Test
    void theAnswerToAFailureNamesTheRequest() {
        Map<String, String> form = World.redemption(world.code(Map.of()));
        world.storage.breakAt("grants.find");
        HttpResponse<String> answer = world.post("/oauth/token", form, Map.of("X-Request-Id", "failing"));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("correlation id failing");
        assertThat(levels("dev.granary.http.exchange.Failures")).containsExactly(Level.ERROR);
    }

    @Test
    void theIdIsGoneAfterTheRequest() {
        assertThat(Correlation.current()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"unsupported, unsupported_grant_type", "'', invalid_request"})
    void whatTheSenderDidWrongIsLoggedAtDebug(String type, String error) {
        log.list.clear();
        HttpResponse<String> answer =
                world.post("/oauth/token", Map.of("grant_type", type, "client_id", World.PUBLIC), Map.of());
        assertThat(World.json(answer)).containsEntry("error", error);
        assertThat(levels("dev.granary")).isNotEmpty().containsOnly(Level.DEBUG);
    }

    @Test
    void aCodeThatIsNoneIsLoggedAtDebugOnly() {
        log.list.clear();
        assertThat(world.token(World.redemption("no-code")).statusCode()).isEqualTo(400);
        assertThat(levels("dev.granary.http")).isNotEmpty().containsOnly(Level.DEBUG);
    }

    private List<Level> levels(String loggers) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLoggerName().startsWith(loggers))
                .map(ILoggingEvent::getLevel)
                .toList();
    }

    private List<String> audited() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLoggerName().equals("dev.granary.audit"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private Optional<String> idOf(String... fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(world.at("/.well-known/jwks.json"));
        for (int i = 0; i < fields.length; i += 2) {
            request.header(fields[i], fields[i + 1]);
        }
        return new Browser().send(request).headers().firstValue("X-Request-Id");
    }
}
