package dev.granary.storage.memory;

import static dev.granary.storage.memory.KindMutants.across;
import static dev.granary.storage.memory.KindMutants.in;

import dev.granary.grant.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Backends that are broken in grants. */
final class GrantMutants {

    private static final long SECOND = 1_000_000L;

    private GrantMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(swaps(), grants(), grantLists(), walked()).flatMap(mutants -> mutants);
    }

    private static Stream<Mutant> swaps() {
        return Stream.of(
                in(
                        Grant.KIND,
                        "lost compare-and-set",
                        Defects.LostSwap::new,
                        "FENCE-21",
                        "FENCE-22",
                        "FENCE-25",
                        "ONCE-21",
                        "ONCE-22",
                        "ONCE-23"),
                in(
                        Grant.KIND,
                        "find from a replica",
                        new Lapses.StaleFind(new ConcurrentHashMap<>()),
                        "REPLAY-01",
                        "REPLAY-08",
                        "FENCE-01",
                        "FENCE-03",
                        "CASCADE-01",
                        "FAULT-25",
                        "COST-02"),
                in(
                        Grant.KIND,
                        "replace acknowledged and forgotten",
                        Lapses.ReplaceSwallowed::new,
                        "BIND-05",
                        "BIND-07",
                        "FAULT-22",
                        "FAULT-35",
                        "FENCE-02",
                        "COST-01"),
                in(Grant.KIND, "insert acknowledged and forgotten", Lapses.InsertSwallowed::new, "FAULT-30", "COST-04"),
                in(
                        Grant.KIND,
                        "repeated insert conflicts",
                        Defects.RepeatedInsertConflicts::new,
                        "FAULT-21",
                        "FAULT-29",
                        "FAULT-31"),
                in(
                        Grant.KIND,
                        "conflict reported as written",
                        Defects.ConflictReportedAsWritten::new,
                        "FAULT-32",
                        "ONCE-21",
                        "ONCE-22",
                        "ONCE-23"),
                in(Grant.KIND, "late check of a purge", new Lapses.LatePurge(new ConcurrentHashMap<>()), "RETAIN-24"),
                in(Grant.KIND, "answer lost at first", Lapses.HesitantInsert::new, "COST-05"),
                in(Grant.KIND, "purge counts twice", Defects.PurgeCountedTwice::new, "RETAIN-28"),
                in(Grant.KIND, "purge of what is revoked", new Lapses.PurgeOf(GrantMutants::isRevoked), "RETAIN-21"),
                in(Grant.KIND, "purge of the living", Defects.PurgeOfTheLiving::new, "REPLAY-03", "RETAIN-22"),
                in(
                        Grant.KIND,
                        "resurrecting purge",
                        new Lapses.ResurrectingPurge(new ConcurrentHashMap<>()),
                        "FENCE-10",
                        "FAULT-53"));
    }

    private static Stream<Mutant> grants() {
        return Stream.of(
                in(
                        Grant.KIND,
                        "revocation lost",
                        Rewriting.without("revoked").and("revoked_at"),
                        "REPLAY-06",
                        "FAULT-33",
                        "FAULT-34",
                        "FENCE-02",
                        "FENCE-23",
                        "FENCE-26",
                        "FENCE-41"),
                in(
                        Grant.KIND,
                        "floor lost",
                        new Rewriting(json -> withFloor(json, 0)),
                        "FENCE-04",
                        "FENCE-05",
                        "FENCE-42",
                        "FAULT-26"),
                in(Grant.KIND, "remove acknowledged and forgotten", Lapses.RemoveSwallowed::new, "FENCE-44"),
                in(
                        Grant.KIND,
                        "previous credential lost",
                        Rewriting.without("prev"),
                        "FAULT-61",
                        "REPLAY-07",
                        "FAULT-23",
                        "FAULT-24",
                        "COST-03"),
                in(Grant.KIND, "successor lost", Rewriting.without("sealed"), "REPLAY-07", "FAULT-23", "FAULT-24"),
                in(Grant.KIND, "spending times lost", Rewriting.without("spent"), "ONCE-24", "FENCE-23", "FAULT-36"),
                in(Grant.KIND, "revisions counted", new CountedRevisions(), "FAULT-62"),
                in(Grant.KIND, "sender key lost", Rewriting.without("jkt"), "BIND-01", "BIND-02", "BIND-03", "BIND-04"),
                in(Grant.KIND, "resources lost", Rewriting.without("aud"), "BIND-06"),
                in(Grant.KIND, "field of a newer release lost", new Rewriting(GrantMutants::withoutLater), "CODEC-02"),
                in(Grant.KIND, "history kept in the record", new Rewriting(GrantMutants::withHistory), "COST-10"),
                in(Grant.KIND, "scopes lost", Rewriting.without("scopes"), "CODEC-01"),
                in(
                        Grant.KIND,
                        "parents lost",
                        Rewriting.without("parents"),
                        "FENCE-06",
                        "FENCE-26",
                        "FENCE-41",
                        "FENCE-42",
                        "FENCE-44",
                        "FENCE-45"),
                in(Grant.KIND, "only one of several read", Lapses.FirstFoundOnly::new, "FENCE-06"),
                in(Grant.KIND, "session lost", Rewriting.without("sid"), "CASCADE-21"),
                in(
                        Grant.KIND,
                        "generation cut",
                        Rewriting.with("gen", generation -> Math.min(generation, 1)),
                        "REPLAY-02",
                        "REPLAY-09",
                        "FAULT-28"),
                in(
                        Grant.KIND,
                        "expiry cut to the second",
                        Rewriting.with("exp", KindMutants::cut),
                        "EXPIRE-21",
                        "EXPIRE-22"),
                in(
                        Grant.KIND,
                        "expiry a second late",
                        Rewriting.moved("exp", Duration.ofSeconds(1)),
                        "EXPIRE-21",
                        "EXPIRE-22"),
                in(
                        Grant.KIND,
                        "spending times cut to the second",
                        new Rewriting(GrantMutants::withSpentCut),
                        "EXPIRE-25"),
                in(
                        Grant.KIND,
                        "kept without the skew",
                        Rewriting.moved("kept", Duration.ofSeconds(-5)),
                        "RETAIN-21",
                        "RETAIN-23"),
                in(
                        Grant.KIND,
                        "kept for an hour",
                        Rewriting.with("kept", end -> least(end, "PT1H")),
                        "EXPIRE-23",
                        "LIMIT-23"),
                in(
                        Grant.KIND,
                        "kept for five minutes",
                        Rewriting.with("kept", end -> least(end, "PT5M")),
                        "REPLAY-05",
                        "EXPIRE-23"),
                in(
                        Grant.KIND,
                        "kept for 31 days",
                        Rewriting.with("kept", end -> least(end, "P31D")),
                        "REPLAY-04",
                        "RETAIN-22",
                        "EXPIRE-24"),
                in(
                        Grant.KIND,
                        "kept for ever",
                        Rewriting.moved("kept", Duration.ofDays(1000)),
                        "FENCE-10",
                        "RETAIN-23"));
    }

    private static Stream<Mutant> grantLists() {
        return Stream.of(
                in(
                        Grant.KIND,
                        "last of a batch lost",
                        Lapses.LastOfBatchLost::new,
                        "CASCADE-02",
                        "CASCADE-03",
                        "CASCADE-05",
                        "FAULT-27"),
                in(Grant.KIND, "conflict in a batch swallowed", Lapses.BatchConflictSwallowed::new, "FENCE-25"),
                in(Grant.KIND, "listing ends with its first page", Lapses.FirstPageOnly::new, "CASCADE-04", "COST-09"),
                in(
                        Grant.KIND,
                        "selection ignored",
                        Defects.SelectionIgnored::new,
                        "CASCADE-02",
                        "FAULT-46",
                        "FAULT-48"),
                in(Grant.KIND, "subjects not listed", new Lapses.EmptyIndex("subject"), "CASCADE-02", "CASCADE-04"),
                in(
                        Grant.KIND,
                        "clients not listed",
                        new Lapses.EmptyIndex("client"),
                        "FENCE-34",
                        "CASCADE-23",
                        "LIMIT-23"),
                in(Grant.KIND, "sessions not listed", new Lapses.EmptyIndex("session"), "CASCADE-03"),
                across(Grant.KIND, "grants across tenants", "TENANT-21", "TENANT-22"));
    }

    /** With this floor at most. None in the document means that it is the generation. */
    private static String withFloor(String json, int most) {
        return Pattern.compile("\"gen\":(\\d+)(?:,\"floor\":(\\d+))?")
                .matcher(json)
                .replaceAll(found -> {
                    String floor = found.group(2) == null ? found.group(1) : found.group(2);
                    return "\"gen\":" + found.group(1) + ",\"floor\":" + Math.min(most, Integer.parseInt(floor));
                });
    }

    /** Found where nobody looked: on a walk through the use cases. */
    private static Stream<Mutant> walked() {
        return Stream.of(
                in(
                        Grant.KIND,
                        "one spending time kept",
                        new Rewriting(json -> json.replaceAll("(\"spent\":\\[\\d+)[^\\]]*", "$1")),
                        "MODEL-21"),
                in(Grant.KIND, "floor lost when high", new Rewriting(json -> withFloor(json, 2)), "MODEL-21"),
                in(Grant.KIND, "previous credential lost on a walk", Rewriting.without("prev"), "MODEL-21"),
                in(Grant.KIND, "sessions not listed on a walk", new Lapses.EmptyIndex("session"), "MODEL-21"),
                in(
                        Grant.KIND,
                        "revocation lost on a walk",
                        Rewriting.without("revoked").and("revoked_at"),
                        "MODEL-21"),
                in(
                        Grant.KIND,
                        "find from a replica on a walk",
                        new Lapses.StaleFind(new ConcurrentHashMap<>()),
                        "MODEL-21"));
    }

    private static boolean isRevoked(Object record) {
        return record instanceof Grant grant && grant.isRevoked();
    }

    /** The kit's clock begins at the same time in every run. */
    private static long least(long micros, String afterTheStart) {
        Instant start = Instant.parse("2030-01-02T03:04:05.678901Z").plus(Duration.parse(afterTheStart));
        return Math.min(micros, start.getEpochSecond() * SECOND);
    }

    private static String withSpentCut(String json) {
        return json.replaceAll("(\"spent\":\\[\\d+)\\d{6}", "$1000000");
    }

    private static String withHistory(String json) {
        return json.replaceFirst("\"rev\":\"([^\"]*)\"", "$0,\"zz_$1\":1");
    }

    private static String withoutLater(String json) {
        return json.replaceAll(",\"zz_later\":.*\\}", "}");
    }
}
