package dev.granary.http.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.watch.Ending;
import dev.granary.http.trust.IssuerFailures;
import dev.granary.http.upstream.UpstreamFailures;
import dev.granary.record.AlreadyExistsException;
import dev.granary.record.CapacityExceededException;
import dev.granary.record.CorruptRecordException;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps docs/errors.md as the code is. */
class ErrorsPageTest {

    private static final String HEAD = """
            # What goes wrong, and how it is told

            Made of the classes `Outcomes` and `Ending`, and checked by a test. Every token request that is refused for what was presented
            is answered alike, so that nobody learns why; the audit event and the log at debug know. What is not in the
            table is a malformed request, told with the error that its RFC names and status 400 (401 for a client that does
            not prove itself, 403 for a scope that userinfo needs, 404 and 405 for addresses and methods, 413 for a body
            over the limit, 431 for header fields, 429 for too many registrations). At the authorization endpoint and after a login the same errors
            go back to the client in the redirect, where no status is told.

            The metric is the `outcome` of the timer [`granary.operations`](operator/metrics.md); every event is also counted in
            `granary.audit.events`, and every answer in `granary.http.requests`. Every 503 says in `Retry-After` when to come
            back.

            | what | error | status | `Retry-After` | audit event | metric | look at it |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    @Test
    void thePageIsUpToDate() throws IOException {
        Path page = Path.of("..", "docs", "errors.md");
        Path fresh = Files.writeString(Path.of("target", "errors.md"), HEAD + String.join("\n", rows()) + "\n");
        assertThat(page)
                .as("run: cp server-http/%s docs/errors.md", fresh)
                .exists()
                .hasSameTextualContentAs(fresh);
    }

    private static List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Refusal why : Refusal.values()) {
            rows.add(row(meaning(why), Outcomes.of(why), audit(why), Ending.of(why)));
        }
        StorageFault fault = StorageFault.of("test", "find", "grants", "a test");
        rows.add(row(
                "superseded: it took effect, and somebody went on since",
                Outcomes.superseded(),
                "of the write",
                Ending.SUPERSEDED));
        rows.add(row(
                "no place for another registration", Outcomes.atCapacity(Duration.ofHours(1)), "", Ending.AT_CAPACITY));
        rows.add(row("a cap is reached, such as that of pending logins", new CapacityExceededException(fault), ""));
        rows.add(row("the storage does not answer; nothing changed", new StorageUnavailableException(fault), ""));
        rows.add(row("the outcome of a write is unknown", new OutcomeUnknownException(fault), ""));
        rows.add(row("a new random key was taken", new AlreadyExistsException(fault), ""));
        rows.add(row("a record cannot be read", new CorruptRecordException(fault), ""));
        rows.add(row(
                "an assertion was presented before",
                Outcomes.invalidGrant().problem(),
                "ASSERTION_REPLAYED",
                Ending.REPLAYED));
        rows.add(row("an assertion that is over", Outcomes.invalidGrant().problem(), "", Ending.EXPIRED));
        rows.add(row(
                "an upstream does not answer at a login",
                Outcomes.of(UpstreamFailures.unreachable()),
                "",
                Ending.LATER));
        rows.add(row(
                "an upstream refuses at a login, or its answer is not acceptable",
                Outcomes.of(UpstreamFailures.refused()),
                "",
                Ending.REFUSED));
        rows.add(row("the keys of a trusted issuer are not to be had", IssuerFailures.unavailable(), ""));
        rows.add(row("the user does not allow it", denied(), "CONSENT_DENIED", "the event"));
        rows.add(row("anything else; the answer has a correlation id", new IllegalStateException(), ""));
        return rows;
    }

    private static Problem denied() {
        return Outcomes.of(RefusedException.of(OAuth2Error.ACCESS_DENIED, "the user did not allow it"));
    }

    private static String row(String what, RuntimeException failure, String audit) {
        return row(what, Outcomes.of(failure), audit, Ending.of(failure));
    }

    private static String row(String what, Problem problem, String audit, Ending ending) {
        return row(what, problem, audit, "`" + ending.label() + "`");
    }

    private static String row(String what, Problem problem, String audit, String metric) {
        String retry = problem.headers().getOrDefault("Retry-After", "");
        return "| "
                + String.join(
                        " | ",
                        what,
                        "`" + problem.error().getCode() + "`",
                        Integer.toString(problem.error().getHTTPStatusCode()),
                        retry.isEmpty() ? "" : retry + " s",
                        audit.isEmpty() || audit.contains(" ") ? audit : "`" + audit + "`",
                        metric,
                        blame(problem.blame()))
                + " |";
    }

    private static String blame(Problem.Blame blame) {
        return switch (blame) {
            case CLIENT -> "the client";
            case SURROUNDINGS -> "the operator, if it lasts";
            case SERVER -> "the operator: it should not happen";
        };
    }

    private static String meaning(Refusal why) {
        return switch (why) {
            case UNKNOWN -> "nothing that was ever issued";
            case EXPIRED -> "a credential that is too old";
            case REVOKED -> "a grant that has ended";
            case STALE -> "a refresh token spent a moment ago whose successor is not to be had";
            case REPLAYED -> "an earlier credential; the grant is revoked";
            case FENCED -> "a login begun before a bulk revocation";
            case CLIENT -> "another client";
            case SENDER_KEY -> "another sender key, or none";
            case REDIRECT_URI -> "another redirect URI";
            case VERIFIER -> "another PKCE verifier";
            case SCOPE -> "a scope that was not granted";
            case RESOURCE -> "a resource that was not granted";
        };
    }

    private static String audit(Refusal why) {
        return switch (why) {
            case UNKNOWN, EXPIRED, REVOKED, STALE -> "";
            case REPLAYED -> "`CODE_REPLAYED` or `REFRESH_TOKEN_REUSED`";
            case FENCED -> "FENCED";
            case CLIENT, SENDER_KEY, REDIRECT_URI, VERIFIER, SCOPE, RESOURCE -> "MISMATCHED";
        };
    }
}
