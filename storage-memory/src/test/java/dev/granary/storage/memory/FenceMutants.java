package dev.granary.storage.memory;

import static dev.granary.storage.memory.KindMutants.across;
import static dev.granary.storage.memory.KindMutants.in;
import static dev.granary.storage.memory.KindMutants.withText;

import dev.granary.fence.Fence;
import dev.granary.upstream.UpstreamToken;
import java.time.Duration;
import java.util.stream.Stream;

/** Backends that are broken in fences and in the upstream tokens that they guard. */
final class FenceMutants {

    private FenceMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(fences(), upstream()).flatMap(mutants -> mutants);
    }

    private static Stream<Mutant> fences() {
        return Stream.of(
                in(
                        Fence.KIND,
                        "fence acknowledged and forgotten",
                        Lapses.InsertSwallowed::new,
                        "FENCE-07",
                        "FENCE-24",
                        "FENCE-43",
                        "FENCE-31",
                        "FENCE-32",
                        "FENCE-33",
                        "FAULT-44"),
                in(Fence.KIND, "second fence acknowledged and forgotten", Lapses.ReplaceSwallowed::new, "FENCE-09"),
                in(Fence.KIND, "fence overwritten", Defects.OverwritingInsert::new, "FENCE-09"),
                in(
                        Fence.KIND,
                        "only one fence read",
                        Lapses.FirstFoundOnly::new,
                        "FENCE-07",
                        "FENCE-34",
                        "FENCE-31",
                        "FENCE-43"),
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
                in(Fence.KIND, "second fence forgotten on a walk", Lapses.ReplaceSwallowed::new, "MODEL-21"),
                across(Fence.KIND, "fences across tenants", "TENANT-22"));
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
                        Rewriting.with("expires_at", KindMutants::cut),
                        "EXPIRE-27"),
                in(UpstreamToken.KIND, "user lost", new Rewriting(json -> withText(json, "user", "u")), "BIND-23"),
                in(UpstreamToken.KIND, "client lost", new Rewriting(json -> withText(json, "client", "c")), "BIND-23"),
                in(UpstreamToken.KIND, "remove forgotten on a walk", Lapses.RemoveSwallowed::new, "MODEL-21"),
                across(UpstreamToken.KIND, "upstream tokens across tenants", "TENANT-24"));
    }
}
