package dev.granary.storage.memory;

import dev.granary.record.Namespace;
import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import dev.granary.tck.SpecimenKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Backends that break a rule of the port, shown on the kit's own kind. */
final class PortMutants {

    private static final Defect NONE = Passing::new;

    private PortMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(stores(), records(), clocks(), storages()).flatMap(mutants -> mutants);
    }

    private static Stream<Mutant> stores() {
        return Stream.of(
                mutant("lost compare-and-set", "ONCE-01", Defects.LostSwap::new),
                mutant("conflict reported as written", "ONCE-02", Defects.ConflictReportedAsWritten::new),
                mutant("replace inserts what is absent", "ONCE-03", Defects.InsertingReplace::new),
                mutant("repeated replace conflicts", "ONCE-04", Defects.RepeatedReplaceConflicts::new),
                mutant("replace resurrects the removed", "ONCE-05", Defects.ResurrectingReplace::new),
                mutant("remove ignores the revision", "ONCE-06", Defects.RemoveIgnoringTheRevision::new),
                mutant("second remove written", "ONCE-07", Defects.SecondRemoveWritten::new),
                mutant("batch answers in another order", "ONCE-08", Defects.BatchInAnotherOrder::new),
                mutant("late check in remove", "ONCE-09", Defects.LateRemoveCheck::new),
                mutant("insert overwrites silently", "UNIQUE-01", Defects.OverwritingInsert::new),
                mutant("insert overwrites on a walk", "MODEL-01", Defects.OverwritingInsert::new),
                mutant("repeat conflicts on a walk", "MODEL-01", Defects.RepeatedReplaceConflicts::new),
                mutant("batch turned round on a walk", "MODEL-01", Defects.BatchInAnotherOrder::new),
                mutant("conflict names the loser", "UNIQUE-01", Defects.ConflictNamingTheLoser::new),
                mutant("repeated insert conflicts", "UNIQUE-02", Defects.RepeatedInsertConflicts::new),
                mutant("late check in insert", "UNIQUE-03", Defects.LateInsertCheck::new),
                mutant("removed key stays taken", "UNIQUE-04", Defects.RemovedKeyStaysTaken::new),
                mutant("batch kept with its caller's list", "COPY-01", LazyBatch::new),
                mutant("purge takes what never ends", "EXPIRE-05", Defects.PurgeOfTheLiving::new),
                mutant("list shared with the caller", "COPY-02", Defects.SharedList::new),
                mutant("page skips", "INDEX-01", Defects.SkippingPage::new),
                mutant("listing shows the dead", "INDEX-02", Defects.DeadListed::new),
                mutant("index forgets the replaced", "INDEX-03", Defects.ForgetfulIndex::new),
                mutant("listing is stale", "INDEX-03", Defects.StaleListing::new),
                mutant("selection ignored", "INDEX-04", Defects.SelectionIgnored::new),
                mutant("misuse passed", "INDEX-05", Defects.MisusePassed::new),
                mutant("pages by offset", "INDEX-06", Defects.PageByOffset::new),
                mutant("index value joined without length", "KEY-05", Defects.JoinedIndexValue::new),
                mutant("purge takes the living", "RETAIN-01", Defects.PurgeOfTheLiving::new),
                mutant("purge ignores the limit", "RETAIN-02", Defects.PurgeWithoutALimit::new),
                mutant("purge always complete", "RETAIN-02", Defects.PurgeAlwaysComplete::new),
                mutant("purge ignores the clock", "RETAIN-03", Defects.PurgeWithoutTheClock::new),
                mutant("purge ignores the now", "RETAIN-03", Defects.PurgeWithoutTheNow::new),
                mutant("purge checks too early", "RETAIN-04", Defects.LatePurgeCheck::new),
                mutant("purge counts twice", "RETAIN-05", Defects.PurgeCountedTwice::new),
                mutant("purge takes any limit", "RETAIN-06", Defects.PurgeWithoutALimit::new),
                mutant("eviction at the cap", "LIMIT-01", Defects.EvictionAtTheCap::new),
                mutant("failure swallowed after close", "FAULT-01", Defects.FailureSwallowed::new),
                mutant("late check in a repeated replace", "ONCE-10", Defects.LostSwap::new),
                mutant("repeated replace conflicts with its like", "ONCE-10", Defects.RepeatedReplaceConflicts::new),
                mutant("revisions counted", "ONCE-11", new CountedRevisions()),
                mutant("young entries repaired", "INDEX-07", EagerRepair::new),
                mutant("an answer for each key asked", "INDEX-08", Defects.AnswerForEachKey::new),
                mutant("cursor of any selection", "INDEX-09", Defects.MisusePassed::new),
                mutant("replace keeps the first end", "EXPIRE-04", Defects.FirstEndKept::new));
    }

    private static Stream<Mutant> records() {
        return Stream.of(
                mutant("field dropped", "ROUND-01", new Defects.Altering(Mutations::withoutNote)),
                mutant("empty for unset", "ROUND-02", new Defects.Altering(Mutations::emptyForUnset)),
                mutant("time cut to milliseconds", "ROUND-03", new Defects.Altering(Mutations::inMillis)),
                mutant("unknown fields lost", "ROUND-04", new Defects.Altering(Mutations::withoutUnknown)),
                mutant("key joined without length", "KEY-01", spelled(key -> key.drawer() + key.label())),
                mutant("key joined with a colon", "KEY-01", spelled(key -> key.drawer() + ":" + key.label())),
                mutant("key folded", "KEY-02", spelled(key -> key.toString().toLowerCase(Locale.ROOT))),
                mutant("key trimmed", "KEY-03", spelled(key -> key.drawer().stripTrailing() + "/" + key.label())),
                mutant("key cut", "KEY-04", spelled(key -> cut(key.drawer()) + "/" + cut(key.label()))));
    }

    private static Stream<Mutant> clocks() {
        return Stream.of(
                ticking("expiry ignored", "EXPIRE-01", clock -> InstantSource.fixed(Instant.EPOCH)),
                ticking("ends a microsecond late", "EXPIRE-01", clock -> Defects.offBy(clock, -1)),
                ticking("ends a microsecond early", "EXPIRE-01", clock -> Defects.offBy(clock, 1)),
                ticking("over is there for writers", "EXPIRE-02", clock -> InstantSource.fixed(Instant.EPOCH)),
                ticking("over holds its key", "EXPIRE-03", clock -> InstantSource.fixed(Instant.EPOCH)),
                ticking("over holds its room", "LIMIT-03", clock -> InstantSource.fixed(Instant.EPOCH)));
    }

    private static Stream<Mutant> storages() {
        UnaryOperator<Namespace> same = namespace -> Namespace.DEFAULT;
        UnaryOperator<Namespace> folded = name -> new Namespace(name.value().toLowerCase(Locale.ROOT));
        return Stream.of(
                storage(
                        "claims to be durable",
                        List.of("REPLAY-10", "REOPEN-02", "REOPEN-04", "CODEC-03"),
                        claiming(Capability.DURABLE)),
                storage("hides that it has caps", List.of("LIMIT-00"), hiding(Capability.RECORD_CAPS)),
                storage("all instances are one", List.of("ROUND-05"), new Remembering(Storage::close)),
                storage("second close fails", List.of("FAULT-02"), PortMutants::closableOnce),
                storage("each port has its own records", List.of("FAULT-03"), PortMutants::parted),
                storage("claims to be shared", List.of("REOPEN-01"), claiming(Capability.SHARED)),
                storage("remembers what it does not promise", List.of("REOPEN-03"), new Remembering(first -> {})),
                storage("reads across tenants", "TENANT-01", sound -> new MutantStorage(sound, NONE, same)),
                storage("writes across tenants", "TENANT-02", sound -> new MutantStorage(sound, NONE, same)),
                storage("purges across tenants", "TENANT-03", sound -> new MutantStorage(sound, NONE, same)),
                storage("namespace folded", "TENANT-04", sound -> new MutantStorage(sound, NONE, folded)),
                uncapped("cap ignored", "LIMIT-01", NONE),
                uncapped("a lost insert takes room", "LIMIT-05", new Rooms(new AtomicInteger(), 2, false)),
                uncapped("the namespaces share the cap", "LIMIT-06", new Rooms(new AtomicInteger(), 1, true)),
                uncapped("cap checked before the key", "LIMIT-02", new Defects.CountFirst(1)),
                uncapped("cap checked too early", "LIMIT-04", new Defects.CountFirst(3)));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 255));
    }

    private static Defect spelled(Function<SpecimenKey, String> spelling) {
        return new Defects.Rekeying(spelling);
    }

    private static Mutant mutant(String name, String rule, Defect defect) {
        return storage(name, rule, sound -> new MutantStorage(sound, defect));
    }

    private static Mutant storage(String name, String rule, UnaryOperator<Storage> wrap) {
        return storage(name, List.of(rule), wrap);
    }

    private static Mutant storage(String name, List<String> rules, UnaryOperator<Storage> wrap) {
        return new Mutant(name, rules, wrap, UnaryOperator.identity(), true);
    }

    private static UnaryOperator<Storage> claiming(Capability capability) {
        return sound -> new MutantStorage(sound, NONE) {
            @Override
            public Set<Capability> capabilities() {
                Set<Capability> claimed = EnumSet.copyOf(sound.capabilities());
                claimed.add(capability);
                return claimed;
            }
        };
    }

    private static UnaryOperator<Storage> hiding(Capability capability) {
        return sound -> new MutantStorage(sound, NONE) {
            @Override
            public Set<Capability> capabilities() {
                Set<Capability> told = EnumSet.copyOf(sound.capabilities());
                told.remove(capability);
                return told;
            }
        };
    }

    private static Storage closableOnce(Storage inner) {
        AtomicBoolean closed = new AtomicBoolean();
        return new MutantStorage(inner, NONE) {
            @Override
            public void close() {
                if (!closed.compareAndSet(false, true)) {
                    throw new IllegalStateException("closed already");
                }
                sound.close();
            }
        };
    }

    private static Storage parted(Storage inner) {
        AtomicInteger ports = new AtomicInteger();
        return new MutantStorage(inner, NONE, namespace -> new Namespace(namespace.value() + ports.incrementAndGet()));
    }

    /** Gives the first storage again and again. */
    private static final class Remembering implements UnaryOperator<Storage> {

        private final AtomicReference<Optional<Storage>> first = new AtomicReference<>(Optional.empty());
        private final Consumer<Storage> closing;

        Remembering(Consumer<Storage> closing) {
            this.closing = closing;
        }

        @Override
        public Storage apply(Storage sound) {
            Storage kept = first.updateAndGet(standing -> standing.or(() -> Optional.of(sound)))
                    .orElseThrow();
            return new MutantStorage(kept, NONE) {
                @Override
                public void close() {
                    closing.accept(sound);
                }
            };
        }
    }

    private static Mutant ticking(String name, String rule, UnaryOperator<InstantSource> ticks) {
        return new Mutant(name, List.of(rule), UnaryOperator.identity(), ticks, true);
    }

    private static Mutant uncapped(String name, String rule, Defect defect) {
        return new Mutant(
                name, List.of(rule), sound -> new MutantStorage(sound, defect), UnaryOperator.identity(), false);
    }
}
