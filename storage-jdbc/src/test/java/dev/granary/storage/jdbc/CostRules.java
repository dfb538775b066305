package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Change;
import dev.granary.record.Conflict;
import dev.granary.record.Cursor;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.Written;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** COST: what each operation sends. */
interface CostRules extends Database {

    @Test
    default void aFindIsOneSelect() {
        onGrants((store, source) -> {
            Grant grant = Grants.fresh();
            store.insert(grant);
            source.takeSent();
            assertThat(store.find(grant.id())).contains(grant);
            assertThat(source.takeSent()).singleElement().asString().startsWith("select");
        });
    }

    @Test
    default void aTransitionIsOneSelectAndOneUpdate() {
        onGrants((store, source) -> {
            Grant grant = Grants.fresh();
            store.insert(grant);
            source.takeSent();
            Grant found = store.find(grant.id()).orElseThrow();
            assertThat(store.replace(Grants.next(found), found.revision())).isEqualTo(new Written<>());
            assertThat(source.takeSent())
                    .satisfiesExactly(
                            sql -> assertThat(sql).startsWith("select"),
                            sql -> assertThat(sql).startsWith("update"));
        });
    }

    @Test
    default void anInsertIsOneStatement() {
        onGrants((store, source) -> {
            assertThat(store.insert(Grants.fresh())).isEqualTo(new Written<>());
            assertThat(source.takeSent()).singleElement().asString().startsWith("insert");
        });
    }

    @Test
    default void whoLosesReadsOnceMore() {
        onGrants((store, source) -> {
            Grant grant = Grants.fresh();
            store.insert(grant);
            source.takeSent();
            assertThat(store.insert(Grants.next(grant))).isEqualTo(new Conflict<>(grant));
            assertThat(store.replace(Grants.next(grant), Grants.attempt())).isEqualTo(new Conflict<>(grant));
            assertThat(store.remove(grant.id(), Grants.attempt())).isEqualTo(new Conflict<>(grant));
            assertThat(source.takeSent()).hasSize(6);
        });
    }

    @Test
    default void aBatchIsOneTransaction() {
        onGrants((store, source) -> {
            List<Grant> grants =
                    IntStream.range(0, 200).mapToObj(i -> Grants.fresh()).toList();
            grants.forEach(store::insert);
            source.takeSent();
            var outcomes = store.replaceAll(grants.stream()
                    .map(grant -> new Change<>(Grants.revoked(grant), grant.revision()))
                    .toList());
            assertThat(outcomes).hasSize(200).containsOnly(new Written<>());
            assertThat(source.takeSent()).hasSize(2).endsWith("commit");
        });
    }

    @Test
    default void aListingIsOneSelectForEachPage() {
        onGrants((store, source) -> {
            IntStream.range(0, 5).forEach(i -> store.insert(Grants.fresh()));
            source.takeSent();
            var selection = Selection.by(Grant.BY_SUBJECT, IndexValue.of(Grants.SUBJECT.value()));
            assertThat(store.page(selection, Cursor.START, 10).records()).hasSize(5);
            assertThat(source.takeSent()).hasSize(1);
        });
    }

    @Test
    default void aPurgeIsASelectAndADeleteOfEachBatch() {
        onGrants((store, source) -> {
            IntStream.range(0, 128)
                    .forEach(i -> store.insert(Grants.next(Grants.fresh(), Grants.START.minus(Duration.ofDays(1)))));
            source.takeSent();
            assertThat(store.purge(Grants.START, 1000).removed()).isEqualTo(128);
            assertThat(source.takeSent()).hasSize(1 + 128 / purgedAtOnce());
        });
    }

    /** How many rows are deleted in one statement. */
    default int purgedAtOnce() {
        return 128;
    }

    /** What a test does with a store whose statements are watched. */
    interface Watching {

        void watch(RecordStore<GrantId, Grant> store, WatchedSource source);
    }

    private void onGrants(Watching watching) {
        try (WatchedSource source = new WatchedSource(freshDatabase());
                JdbcStorage storage =
                        JdbcStorage.builder(source.watched(), CLOCK).open()) {
            source.takeSent();
            watching.watch(Database.grants(storage), source);
        }
    }
}
