package dev.granary.storage.memory;

import static dev.granary.storage.memory.KindMutants.across;
import static dev.granary.storage.memory.KindMutants.in;
import static dev.granary.storage.memory.KindMutants.respelled;

import dev.granary.client.Client;
import dev.granary.dcr.CurrentRegistration;
import dev.granary.dcr.DcrCredential;
import dev.granary.lease.Lease;
import dev.granary.quota.Quota;
import dev.granary.replay.AssertionId;
import java.time.Duration;
import java.util.stream.Stream;

/** Backends that are broken in clients, and in what else there is one of. */
final class ClientMutants {

    private ClientMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(clients(), others()).flatMap(mutants -> mutants);
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
                        Rewriting.with("expires_at", KindMutants::cut),
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
                in(Quota.KIND, "replace forgotten on a walk", Lapses.ReplaceSwallowed::new, "MODEL-21"),
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
                in(AssertionId.KIND, "one key for all", respelled(text -> "x"), "EXPIRE-29"),
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
}
