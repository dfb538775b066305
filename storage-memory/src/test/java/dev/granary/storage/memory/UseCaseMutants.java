package dev.granary.storage.memory;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.client.Client;
import dev.granary.dcr.CurrentRegistration;
import dev.granary.dcr.DcrCredential;
import dev.granary.fence.Fence;
import dev.granary.grant.Grant;
import dev.granary.lease.Lease;
import dev.granary.quota.Quota;
import dev.granary.record.Namespace;
import dev.granary.record.RecordKind;
import dev.granary.replay.AssertionId;
import dev.granary.upstream.UpstreamToken;
import dev.granary.user.Identity;
import dev.granary.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Backends that are broken in one kind of record, and show it in what becomes of codes, tokens, logins and clients. */
final class UseCaseMutants {

    private static final long SECOND = 1_000_000L;

    private UseCaseMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(swaps(), grants(), grantLists(), fences(), logins(), upstream(), users(), clients(), others())
                .flatMap(mutants -> mutants);
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
                        "ONCE-21",
                        "ONCE-22",
                        "ONCE-23"),
                in(Grant.KIND, "late check of a purge", new Lapses.LatePurge(new ConcurrentHashMap<>()), "RETAIN-24"),
                in(Grant.KIND, "answer lost at first", Lapses.HesitantInsert::new, "COST-05"),
                in(Grant.KIND, "purge counts twice", Defects.PurgeCountedTwice::new, "RETAIN-28"),
                in(Grant.KIND, "purge of what is revoked", new Lapses.PurgeOf(UseCaseMutants::isRevoked), "RETAIN-21"),
                in(Grant.KIND, "purge of the living", Defects.PurgeOfTheLiving::new, "REPLAY-03", "RETAIN-22"),
                in(
                        Grant.KIND,
                        "resurrecting purge",
                        new Lapses.ResurrectingPurge(new ConcurrentHashMap<>()),
                        "FENCE-10",
                        "RETAIN-24",
                        "FAULT-53"));
    }

    private static Stream<Mutant> grants() {
        return Stream.of(
                in(
                        Grant.KIND,
                        "revocation lost",
                        Rewriting.without("revoked").and("revoked_at"),
                        "REPLAY-06",
                        "FENCE-02",
                        "FENCE-23",
                        "FENCE-26"),
                in(Grant.KIND, "floor lost", Rewriting.with("floor", floor -> 0), "FENCE-04", "FENCE-05", "FAULT-26"),
                in(
                        Grant.KIND,
                        "previous credential lost",
                        Rewriting.without("previous"),
                        "REPLAY-07",
                        "FAULT-23",
                        "FAULT-24",
                        "COST-03"),
                in(Grant.KIND, "successor lost", Rewriting.without("successor"), "REPLAY-07", "FAULT-23", "FAULT-24"),
                in(Grant.KIND, "spending times lost", Rewriting.without("spent_at"), "ONCE-24", "FENCE-23"),
                in(Grant.KIND, "sender key lost", Rewriting.without("jkt"), "BIND-01", "BIND-02", "BIND-03", "BIND-04"),
                in(Grant.KIND, "resources lost", Rewriting.without("resources"), "BIND-06"),
                in(
                        Grant.KIND,
                        "field of a newer release lost",
                        new Rewriting(UseCaseMutants::withoutLater),
                        "CODEC-02"),
                in(Grant.KIND, "scopes lost", Rewriting.without("scopes"), "CODEC-01"),
                in(Grant.KIND, "parents lost", Rewriting.without("parents"), "FENCE-06", "FENCE-26"),
                in(Grant.KIND, "session lost", Rewriting.without("session"), "CASCADE-21"),
                in(
                        Grant.KIND,
                        "generation cut",
                        Rewriting.with("generation", generation -> Math.min(generation, 1)),
                        "REPLAY-02",
                        "REPLAY-09",
                        "FAULT-28"),
                in(
                        Grant.KIND,
                        "expiry cut to the second",
                        Rewriting.with("current_expires_at", UseCaseMutants::cut),
                        "EXPIRE-21",
                        "EXPIRE-22"),
                in(
                        Grant.KIND,
                        "expiry a second late",
                        Rewriting.moved("current_expires_at", Duration.ofSeconds(1)),
                        "EXPIRE-21",
                        "EXPIRE-22"),
                in(
                        Grant.KIND,
                        "spending times cut to the second",
                        new Rewriting(UseCaseMutants::withSpentCut),
                        "EXPIRE-25"),
                in(
                        Grant.KIND,
                        "kept without the skew",
                        Rewriting.moved("retain_until", Duration.ofSeconds(-5)),
                        "RETAIN-21",
                        "RETAIN-23"),
                in(
                        Grant.KIND,
                        "kept for an hour",
                        Rewriting.with("retain_until", end -> least(end, "PT1H")),
                        "EXPIRE-23",
                        "LIMIT-23"),
                in(
                        Grant.KIND,
                        "kept for five minutes",
                        Rewriting.with("retain_until", end -> least(end, "PT5M")),
                        "REPLAY-05",
                        "EXPIRE-23"),
                in(
                        Grant.KIND,
                        "kept for 31 days",
                        Rewriting.with("retain_until", end -> least(end, "P31D")),
                        "REPLAY-04",
                        "RETAIN-22",
                        "EXPIRE-24"),
                in(
                        Grant.KIND,
                        "kept for ever",
                        Rewriting.moved("retain_until", Duration.ofDays(1000)),
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
                in(
                        Grant.KIND,
                        "subjects not listed",
                        new Lapses.EmptyIndex("subject"),
                        "CASCADE-02",
                        "CASCADE-04",
                        "FENCE-24"),
                in(
                        Grant.KIND,
                        "clients not listed",
                        new Lapses.EmptyIndex("client"),
                        "FENCE-34",
                        "CASCADE-23",
                        "LIMIT-23"),
                in(Grant.KIND, "sessions not listed", new Lapses.EmptyIndex("session"), "CASCADE-03", "FENCE-24"),
                across(Grant.KIND, "grants across tenants", "TENANT-21", "TENANT-22"));
    }

    private static Stream<Mutant> fences() {
        return Stream.of(
                in(
                        Fence.KIND,
                        "fence acknowledged and forgotten",
                        Lapses.InsertSwallowed::new,
                        "FENCE-07",
                        "FENCE-24",
                        "FENCE-31",
                        "FENCE-32",
                        "FENCE-33",
                        "FAULT-44"),
                in(Fence.KIND, "second fence acknowledged and forgotten", Lapses.ReplaceSwallowed::new, "FENCE-09"),
                in(Fence.KIND, "fence overwritten", Defects.OverwritingInsert::new, "FENCE-09"),
                in(Fence.KIND, "only one fence read", Lapses.FirstFoundOnly::new, "FENCE-07", "FENCE-34", "FENCE-31"),
                in(
                        Fence.KIND,
                        "fence a minute early",
                        Rewriting.moved("at", Duration.ofMinutes(-1)),
                        "FENCE-08",
                        "FAULT-29"),
                in(Fence.KIND, "fence a minute late", Rewriting.moved("at", Duration.ofMinutes(1)), "FENCE-08"),
                in(
                        Fence.KIND,
                        "fence kept too short",
                        Rewriting.moved("retain_until", Duration.ofMinutes(-10)),
                        "FENCE-07"),
                across(Fence.KIND, "fences across tenants", "TENANT-22"));
    }

    private static Stream<Mutant> logins() {
        return Stream.of(
                in(PendingAuthorization.KIND, "lost compare-and-set", Defects.LostSwap::new, "ONCE-25"),
                in(PendingAuthorization.KIND, "answer lost at first", Lapses.HesitantInsert::new, "COST-06"),
                in(PendingAuthorization.KIND, "mark of taken lost", Rewriting.without("taken_at"), "REPLAY-21"),
                in(PendingAuthorization.KIND, "client state lost", Rewriting.without("client_state"), "ROUND-21"),
                in(PendingAuthorization.KIND, "user lost", Rewriting.without("user"), "ROUND-21"),
                in(
                        PendingAuthorization.KIND,
                        "end cut to the second",
                        Rewriting.with("expires_at", UseCaseMutants::cut),
                        "EXPIRE-26"),
                in(
                        PendingAuthorization.KIND,
                        "repeated insert conflicts",
                        Defects.RepeatedInsertConflicts::new,
                        "FAULT-41"),
                in(
                        PendingAuthorization.KIND,
                        "repeated replace conflicts",
                        Defects.RepeatedReplaceConflicts::new,
                        "FAULT-42"),
                in(
                        PendingAuthorization.KIND,
                        "another browser's",
                        new Rewriting(UseCaseMutants::withOneBrowser),
                        "BIND-21",
                        "BIND-22"),
                across(PendingAuthorization.KIND, "logins across tenants", "TENANT-23"));
    }

    private static Stream<Mutant> upstream() {
        return Stream.of(
                in(
                        UpstreamToken.KIND,
                        "remove acknowledged and forgotten",
                        Lapses.RemoveSwallowed::new,
                        "CASCADE-21",
                        "CASCADE-22",
                        "FENCE-31",
                        "FAULT-45",
                        "FAULT-46"),
                in(UpstreamToken.KIND, "insert acknowledged and forgotten", Lapses.InsertSwallowed::new, "ONCE-26"),
                in(UpstreamToken.KIND, "one record a page", Lapses.OneRecordPages::new, "COST-08"),
                in(
                        UpstreamToken.KIND,
                        "replace acknowledged and forgotten",
                        Lapses.ReplaceSwallowed::new,
                        "ROUND-23",
                        "FAULT-43"),
                in(UpstreamToken.KIND, "selection ignored", Defects.SelectionIgnored::new, "CASCADE-22"),
                in(
                        UpstreamToken.KIND,
                        "sessions not listed",
                        new Lapses.EmptyIndex("session"),
                        "CASCADE-22",
                        "FENCE-32"),
                in(UpstreamToken.KIND, "users not listed", new Lapses.EmptyIndex("user_provider"), "INDEX-21"),
                in(UpstreamToken.KIND, "refresh token lost", Rewriting.without("refresh_token"), "ROUND-22"),
                in(UpstreamToken.KIND, "expiry lost", Rewriting.without("expires_at"), "EXPIRE-27"),
                in(
                        UpstreamToken.KIND,
                        "expiry cut to the second",
                        Rewriting.with("expires_at", UseCaseMutants::cut),
                        "EXPIRE-27"),
                in(UpstreamToken.KIND, "user lost", new Rewriting(json -> withText(json, "user", "u")), "BIND-23"),
                in(UpstreamToken.KIND, "client lost", new Rewriting(json -> withText(json, "client", "c")), "BIND-23"),
                across(UpstreamToken.KIND, "upstream tokens across tenants", "TENANT-24"));
    }

    private static Stream<Mutant> users() {
        return Stream.of(
                in(Identity.KIND, "late check in insert", Defects.LateInsertCheck::new, "ONCE-27"),
                in(Identity.KIND, "insert overwrites", Defects.OverwritingInsert::new, "ONCE-27"),
                in(Identity.KIND, "keys folded", respelled(text -> text.toLowerCase(Locale.ROOT)), "KEY-21"),
                in(User.KIND, "repeated insert conflicts", Defects.RepeatedInsertConflicts::new, "FAULT-47"),
                in(User.KIND, "name lost", Rewriting.without("name"), "ROUND-24"),
                in(User.KIND, "never provisional", Rewriting.without("provisional_until"), "RETAIN-25"),
                in(
                        User.KIND,
                        "replace acknowledged and forgotten",
                        Lapses.ReplaceSwallowed::new,
                        "FAULT-47",
                        "RETAIN-25"),
                across(Identity.KIND, "identities across tenants", "TENANT-25"),
                across(User.KIND, "users across tenants", "TENANT-25"));
    }

    private static Stream<Mutant> clients() {
        return Stream.of(
                in(Client.KIND, "insert overwrites", Defects.OverwritingInsert::new, "UNIQUE-21"),
                in(Client.KIND, "lost compare-and-set", Defects.LostSwap::new, "LIMIT-24"),
                in(Client.KIND, "name lost", Rewriting.without("name"), "ROUND-25"),
                in(Client.KIND, "proof lost", Rewriting.without("proven_at"), "LIMIT-23"),
                in(Client.KIND, "mark of removal lost", Rewriting.without("removed_at"), "FAULT-48"),
                in(
                        Client.KIND,
                        "expiry cut to the second",
                        Rewriting.with("expires_at", UseCaseMutants::cut),
                        "EXPIRE-28"),
                in(Client.KIND, "remove acknowledged and forgotten", Lapses.RemoveSwallowed::new, "CASCADE-23"),
                in(
                        Client.KIND,
                        "replace acknowledged and forgotten",
                        Lapses.ReplaceSwallowed::new,
                        "EXPIRE-28",
                        "FAULT-50"),
                in(Client.KIND, "repeated insert conflicts", Defects.RepeatedInsertConflicts::new, "FAULT-49"),
                in(Quota.KIND, "lost compare-and-set", Defects.LostSwap::new, "LIMIT-22"),
                in(
                        Quota.KIND,
                        "replace acknowledged and forgotten",
                        Lapses.ReplaceSwallowed::new,
                        "LIMIT-21",
                        "FAULT-49"),
                across(Client.KIND, "clients across tenants", "TENANT-26"),
                across(Quota.KIND, "quotas across tenants", "TENANT-26"));
    }

    private static Stream<Mutant> others() {
        return Stream.of(
                in(AssertionId.KIND, "late check in insert", Defects.LateInsertCheck::new, "ONCE-28"),
                in(AssertionId.KIND, "repeated insert conflicts", Defects.RepeatedInsertConflicts::new, "FAULT-51"),
                in(
                        AssertionId.KIND,
                        "kept without the skew",
                        Rewriting.moved("retain_until", Duration.ofSeconds(-5)),
                        "RETAIN-26"),
                in(
                        AssertionId.KIND,
                        "insert acknowledged and forgotten",
                        Lapses.InsertSwallowed::new,
                        "ONCE-28",
                        "RETAIN-26"),
                in(AssertionId.KIND, "one key for all", respelled(text -> "x"), "EXPIRE-29", "KEY-22"),
                in(AssertionId.KIND, "answer lost at first", Lapses.HesitantInsert::new, "COST-07"),
                in(AssertionId.KIND, "keys joined", respelled(text -> text.replace(", ", "")), "KEY-22"),
                across(AssertionId.KIND, "assertions across tenants", "TENANT-27"),
                in(CurrentRegistration.KIND, "late check in insert", Defects.LateInsertCheck::new, "ONCE-29"),
                in(CurrentRegistration.KIND, "lost compare-and-set", Defects.LostSwap::new, "ONCE-30"),
                in(CurrentRegistration.KIND, "keys trimmed", respelled(text -> text.replace("/,", ",")), "KEY-23"),
                in(CurrentRegistration.KIND, "expiry lost", Rewriting.without("expires_at"), "EXPIRE-30"),
                in(DcrCredential.KIND, "secret lost", Rewriting.without("secret"), "ROUND-26"),
                in(
                        DcrCredential.KIND,
                        "kept for a day less",
                        Rewriting.moved("retain_until", Duration.ofDays(-1)),
                        "RETAIN-27"),
                in(
                        DcrCredential.KIND,
                        "replace acknowledged and forgotten",
                        Lapses.ReplaceSwallowed::new,
                        "FAULT-52",
                        "EXPIRE-30"),
                across(CurrentRegistration.KIND, "registrations across tenants", "TENANT-28"),
                across(DcrCredential.KIND, "credentials across tenants", "TENANT-28"),
                in(Lease.KIND, "late check in insert", Defects.LateInsertCheck::new, "ONCE-31"),
                in(Lease.KIND, "a minute short", Rewriting.moved("until", Duration.ofMinutes(-1)), "ONCE-31"));
    }

    private static boolean isRevoked(Object record) {
        return record instanceof Grant grant && grant.isRevoked();
    }

    private static long cut(long micros) {
        return Math.floorDiv(micros, SECOND) * SECOND;
    }

    /** The kit's clock begins at the same time in every run. */
    private static long least(long micros, String afterTheStart) {
        Instant start = Instant.parse("2030-01-02T03:04:05.678901Z").plus(Duration.parse(afterTheStart));
        return Math.min(micros, start.getEpochSecond() * SECOND);
    }

    private static String withSpentCut(String json) {
        return json.replaceAll("(\"spent_at\":\\[\\d+)\\d{6}", "$1000000");
    }

    private static String withoutLater(String json) {
        return json.replaceAll(",\"zz_later\":.*\\}", "}");
    }

    private static String withOneBrowser(String json) {
        return withText(json, "browser", "b".repeat(43));
    }

    private static String withText(String json, String field, String text) {
        return json.replaceAll("\"" + field + "\":\"(?:[^\"\\\\]|\\\\.)*\"", "\"" + field + "\":\"" + text + "\"");
    }

    private static Defect respelled(UnaryOperator<String> spelling) {
        return new Lapses.Respelled(
                new ConcurrentHashMap<>(), key -> spelling.apply(key.parts().toString()));
    }

    private static Mutant in(RecordKind<?, ?> kind, String name, Defect defect, String... rules) {
        return new Mutant(
                kind.name() + ": " + name,
                List.of(rules),
                sound -> new MutantStorage(sound, defect.only(kind)),
                UnaryOperator.identity(),
                true);
    }

    private static Mutant across(RecordKind<?, ?> kind, String name, String... rules) {
        return new Mutant(
                name,
                List.of(rules),
                sound -> new MutantStorage(sound, new Shared(sound, Namespace.DEFAULT).only(kind)),
                UnaryOperator.identity(),
                true);
    }
}
