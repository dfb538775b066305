package dev.granary.tck;

import dev.granary.domain.realm.Realm;
import dev.granary.grant.GrantPolicy;
import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.StorageUnavailableException;
import dev.granary.record.StoredRecord;
import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Accusations;
import dev.granary.tck.node.Node;
import dev.granary.tck.specimen.Dice;
import dev.granary.tck.specimen.KindSpecimens;
import dev.granary.tck.specimen.Specimens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assumptions;

/** What a rule works with: an open storage and its clock, a namespace nobody used before, dice and racers. */
public final class Kit implements AutoCloseable {

    static final Instant START = Instant.parse("2030-01-02T03:04:05.678901Z");

    private static final GrantPolicy STRICT =
            new GrantPolicy(Duration.ZERO, GrantPolicy.DEFAULT.skew(), GrantPolicy.DEFAULT.codeKept());

    private final StorageContract contract;
    private final SetClock clock = new SetClock(START);
    private final SplittableRandom random;
    private final Races races;
    private final List<Storage> opened = new ArrayList<>();
    private final Accusations accusations = new Accusations();
    private final Namespace namespace;
    private Storage storage;
    private Optional<Storage> another;
    private boolean exempt;
    private boolean dependsOnChance;

    Kit(StorageContract contract, long seed, int rounds) {
        this.contract = contract;
        this.random = new SplittableRandom(seed);
        this.races = new Races(rounds);
        this.storage = open();
        this.another = contract.openAnother(clock);
        another.ifPresent(opened::add);
        this.namespace = freshNamespace();
    }

    /** The storage under test. */
    public Storage storage() {
        return storage;
    }

    /** Another instance on the same data, if the contract opens one. */
    public Optional<Storage> another() {
        return another;
    }

    /** The clock of every storage that this kit opens. */
    public SetClock clock() {
        return clock;
    }

    /** This test's namespace. */
    public Namespace namespace() {
        return namespace;
    }

    /** A namespace that nobody used before. */
    public Namespace freshNamespace() {
        return new Namespace("tck-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
    }

    /** Dice that fall the same way for the same seed. One thread only. */
    public SplittableRandom random() {
        return random;
    }

    /** Dice that throw field values. One thread only. */
    public Dice dice() {
        return new Dice(random);
    }

    /** Racers. Who takes them depends on chance. */
    public Races races() {
        dependsOnChance = true;
        return races;
    }

    /** Opens one more storage; the kit closes it. Those that keep their data to themselves are closed before. */
    public Storage open() {
        makeWay();
        Storage fresh = contract.open(clock);
        opened.add(fresh);
        return fresh;
    }

    /** Opens a storage beside the one under test, empty if it keeps its data to itself and refuses. */
    Optional<Storage> openBeside() {
        try {
            Storage beside = contract.open(clock);
            opened.add(beside);
            return Optional.of(beside);
        } catch (StorageUnavailableException e) {
            if (!isExclusive(storage)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** A bench on a storage with this cap on the kit's own kind, if the contract opens one; the kit closes it. */
    Optional<Bench<SpecimenKey, Specimen>> capped(int cap) {
        makeWay();
        Optional<Storage> capped = contract.openCapped(clock, Map.of(Specimen.KIND.name(), cap));
        capped.ifPresent(opened::add);
        return capped.map(with -> new Bench<>(this, new Drawers(), with, namespace));
    }

    /** The n-th node of a server: nodes take turns on the instances that share the data. */
    Node node(int n) {
        return node(n, GrantPolicy.DEFAULT);
    }

    /** The n-th node of a server that has no retry window. */
    Node strictNode(int n) {
        return node(n, STRICT);
    }

    private Node node(int n, GrantPolicy policy) {
        return new Node(realm(n % 2 == 1 ? another.orElse(storage) : storage, namespace), policy);
    }

    /** A node on this storage. */
    Node nodeOn(Storage other) {
        return new Node(realm(other, namespace), GrantPolicy.DEFAULT);
    }

    /** The n-th node of a server in this namespace. */
    Node nodeIn(int n, Namespace other) {
        return new Node(realm(n % 2 == 1 ? another.orElse(storage) : storage, other), GrantPolicy.DEFAULT);
    }

    /** A node that serves this namespace. */
    Node nodeIn(Namespace other) {
        return new Node(realm(storage, other), GrantPolicy.DEFAULT);
    }

    private Realm realm(Storage on, Namespace name) {
        // Nodes are used by several threads, and these dice are safe for them.
        RandomGenerator dice = new Random(random.nextLong());
        return new Realm(on.in(name), clock, dice, GrantPolicy.DEFAULT.skew(), accusations);
    }

    /** Every replay that a node held against somebody. */
    Accusations accusations() {
        return accusations;
    }

    /** An account that nobody had before. */
    Account account() {
        return Account.random(dice());
    }

    /** Moves the clock on. */
    void pass(Duration time) {
        clock.set(clock.in(time));
    }

    /** Closes every storage and opens them again, for a backend that is durable. */
    void reopen() {
        opened.forEach(Storage::close);
        opened.clear();
        storage = contract.reopen(clock);
        opened.add(storage);
        another = contract.openAnother(clock);
        another.ifPresent(opened::add);
    }

    /** What this test's namespace holds now. */
    Snapshot snapshot() {
        return contract.snapshot(storage, namespace);
    }

    /** Ends the rule, with its reason in the report, unless the storage declares this. */
    void needs(Capability capability) {
        if (!declares(capability)) {
            exempt("the storage does not declare " + capability);
        }
    }

    /** Ends the rule, with its reason in the report, if the storage declares this. */
    void needsAbsenceOf(Capability capability) {
        if (declares(capability)) {
            exempt("the storage declares " + capability);
        }
    }

    private void exempt(String reason) {
        exempt = true;
        Assumptions.abort("exempt: " + reason);
    }

    /** Whether the rule raced or walked, so that to repeat it may show something new. */
    boolean dependsOnChance() {
        return dependsOnChance;
    }

    boolean isExempt() {
        return exempt;
    }

    boolean declares(Capability capability) {
        return storage.capabilities().contains(capability);
    }

    private void makeWay() {
        opened.stream().filter(Kit::isExclusive).forEach(Storage::close);
    }

    /** Whether the data outlives the storage but is not shared: a file with a lock, say. */
    private static boolean isExclusive(Storage storage) {
        Set<Capability> declared = storage.capabilities();
        return declared.contains(Capability.DURABLE) && !declared.contains(Capability.SHARED);
    }

    /** The kit's own kind, which has what no other has. */
    Bench<SpecimenKey, Specimen> specimens() {
        return bench(new Drawers());
    }

    /** Checks a rule on the kit's own kind and on every kind there is. */
    void eachKind(KindRule rule) throws Exception {
        check(rule, bench -> true);
    }

    /** Checks a rule on every kind whose records end. */
    void eachKindThatEnds(KindRule rule) throws Exception {
        check(rule, Bench::ends);
    }

    private void check(KindRule rule, Predicate<Bench<?, ?>> on) throws Exception {
        List<Specimens<?, ?>> all = new ArrayList<>(List.of(new Drawers()));
        all.addAll(KindSpecimens.all());
        for (Specimens<?, ?> specimens : all) {
            clock.set(START);
            Bench<?, ?> bench = bench(specimens);
            if (on.test(bench)) {
                check(rule, bench);
            }
        }
    }

    private static void check(KindRule rule, Bench<?, ?> bench) throws Exception {
        try {
            rule.check(untyped(bench));
        } catch (AssertionError e) {
            throw new AssertionError("kind " + bench.name() + ": " + e.getMessage(), e);
        }
    }

    <K extends RecordKey, R extends StoredRecord<K>> Bench<K, R> bench(Specimens<K, R> specimens) {
        return new Bench<>(this, specimens, storage, namespace);
    }

    // A bench only ever brings its own records to its own store, so the types need no names to agree.
    @SuppressWarnings("unchecked")
    private static Bench<RecordKey, StoredRecord<RecordKey>> untyped(Bench<?, ?> bench) {
        return (Bench<RecordKey, StoredRecord<RecordKey>>) bench;
    }

    @Override
    public void close() {
        races.close();
        opened.forEach(Storage::close);
    }

    /** A rule that holds for every kind. */
    interface KindRule {

        void check(Bench<RecordKey, StoredRecord<RecordKey>> bench) throws Exception;
    }
}
