package dev.granary.storage.memory;

import static dev.granary.storage.memory.KindMutants.across;
import static dev.granary.storage.memory.KindMutants.in;
import static dev.granary.storage.memory.KindMutants.respelled;
import static dev.granary.storage.memory.KindMutants.withText;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.consent.Consent;
import dev.granary.fence.Fence;
import dev.granary.upstream.UpstreamToken;
import dev.granary.user.Identity;
import dev.granary.user.User;
import java.util.Locale;
import java.util.stream.Stream;

/** Backends that are broken in logins, identities and users. */
final class UserMutants {

    private UserMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(logins(), loginTokens(), users()).flatMap(mutants -> mutants);
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
                        Rewriting.with("expires_at", KindMutants::cut),
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
                        new Rewriting(UserMutants::withOneBrowser),
                        "BIND-21",
                        "BIND-22"),
                in(
                        PendingAuthorization.KIND,
                        "mark of taken lost on a walk",
                        Rewriting.without("taken_at"),
                        "MODEL-21"),
                across(PendingAuthorization.KIND, "logins across tenants", "TENANT-23"));
    }

    private static Stream<Mutant> loginTokens() {
        return Stream.of(
                in(
                        UpstreamToken.KIND,
                        "end of what a login keeps lost",
                        Rewriting.without("provisional_until"),
                        "RETAIN-41"),
                in(UpstreamToken.KIND, "lost compare-and-set", Defects.LostSwap::new, "ONCE-43"),
                in(
                        UpstreamToken.KIND,
                        "what was put acknowledged and forgotten",
                        Lapses.ReplaceSwallowed::new,
                        "BIND-76",
                        "BIND-77",
                        "BIND-78",
                        "BIND-79"),
                across(UpstreamToken.KIND, "sealed values across tenants", "TENANT-76"),
                in(
                        UpstreamToken.KIND,
                        "replace acknowledged and forgotten",
                        Lapses.ReplaceSwallowed::new,
                        "RETAIN-42",
                        "FAULT-81"));
    }

    private static Stream<Mutant> users() {
        return Stream.of(
                in(Identity.KIND, "late check in insert", Defects.LateInsertCheck::new, "ONCE-27"),
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
                in(User.KIND, "mark of removal lost", Rewriting.without("removed_at"), "FAULT-54"),
                in(Identity.KIND, "mark of leaving lost", Rewriting.without("leaving_since"), "ONCE-33"),
                in(Identity.KIND, "late check of a link", Defects.LateInsertCheck::new, "ONCE-32"),
                in(
                        Identity.KIND,
                        "remove acknowledged and forgotten",
                        Lapses.RemoveSwallowed::new,
                        "CASCADE-25",
                        "FAULT-55"),
                in(Identity.KIND, "not listed by user", new Lapses.EmptyIndex("user"), "CASCADE-24", "FENCE-36"),
                in(UpstreamToken.KIND, "not listed by user", new Lapses.EmptyIndex("user"), "CASCADE-24", "FAULT-54"),
                in(UpstreamToken.KIND, "not listed by upstream", new Lapses.EmptyIndex("user_provider"), "CASCADE-25"),
                in(Consent.KIND, "not listed by subject", new Lapses.EmptyIndex("subject"), "CASCADE-24"),
                in(
                        Fence.KIND,
                        "first fence acknowledged and forgotten",
                        Lapses.InsertSwallowed::new,
                        "FENCE-35",
                        "FENCE-37"),
                in(Identity.KIND, "insert forgotten on a walk", Lapses.InsertSwallowed::new, "MODEL-21"),
                across(Identity.KIND, "identities across tenants", "TENANT-25"),
                across(User.KIND, "users across tenants", "TENANT-25"));
    }

    private static String withOneBrowser(String json) {
        return withText(json, "browser", "b".repeat(43));
    }
}
