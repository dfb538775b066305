package dev.granary.storage.memory;

import static dev.granary.storage.memory.KindMutants.across;
import static dev.granary.storage.memory.KindMutants.in;
import static dev.granary.storage.memory.KindMutants.withText;

import dev.granary.fence.Fence;
import dev.granary.lease.Lease;
import dev.granary.upstream.UpstreamToken;
import java.time.Duration;
import java.util.stream.Stream;

/** Backends that are broken in what refreshes at upstreams rest on. */
final class RefreshMutants {

    private RefreshMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(swaps(), documents(), others()).flatMap(mutants -> mutants);
    }

    private static Stream<Mutant> swaps() {
        return Stream.of(
                in(UpstreamToken.KIND, "lost compare-and-set", Defects.LostSwap::new, "ONCE-41"),
                in(
                        UpstreamToken.KIND,
                        "conflict reported as written",
                        Defects.ConflictReportedAsWritten::new,
                        "FAULT-73"),
                in(
                        UpstreamToken.KIND,
                        "result acknowledged and forgotten",
                        Lapses.ReplaceSwallowed::new,
                        "FAULT-72",
                        "FAULT-74",
                        "FAULT-75",
                        "ROUND-41",
                        "LIMIT-41"),
                in(
                        UpstreamToken.KIND,
                        "end of session acknowledged and forgotten",
                        Lapses.RemoveSwallowed::new,
                        "FENCE-51",
                        "FENCE-52",
                        "FENCE-53"));
    }

    private static Stream<Mutant> documents() {
        return Stream.of(
                in(
                        UpstreamToken.KIND,
                        "intent lost",
                        Rewriting.without("refresh_attempt").and("refresh_at"),
                        "FAULT-71"),
                in(
                        UpstreamToken.KIND,
                        "intent a day late",
                        Rewriting.moved("refresh_at", Duration.ofDays(1)),
                        "FAULT-71",
                        "FAULT-72"),
                in(
                        UpstreamToken.KIND,
                        "expiry cut to the second, before it is due",
                        Rewriting.with("expires_at", KindMutants::cut),
                        "EXPIRE-41"),
                in(UpstreamToken.KIND, "ID token lost", Rewriting.without("id_token"), "ROUND-41"),
                in(
                        UpstreamToken.KIND,
                        "client at the upstream lost",
                        new Rewriting(json -> withText(json, "upstream_client", "u")),
                        "ROUND-41"),
                in(
                        UpstreamToken.KIND,
                        "everybody's user",
                        new Rewriting(json -> withText(json, "user", "u")),
                        "BIND-41"));
    }

    private static Stream<Mutant> others() {
        return Stream.of(
                in(Fence.KIND, "fence forgotten where no grant is seen", Lapses.InsertSwallowed::new, "FENCE-53"),
                in(Lease.KIND, "pause acknowledged and forgotten", Lapses.InsertSwallowed::new, "LIMIT-41"),
                in(UpstreamToken.KIND, "one credential a page", Lapses.OneRecordPages::new, "COST-41"),
                across(UpstreamToken.KIND, "upstream credentials across tenants", "TENANT-41"));
    }
}
