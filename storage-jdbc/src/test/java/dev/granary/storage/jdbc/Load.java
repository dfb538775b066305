package dev.granary.storage.jdbc;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.RecordStore;
import dev.granary.record.StorageException;
import dev.granary.record.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writers that insert grants and rotate them until the storage fails, and say what was acknowledged. */
final class Load {

    private static final int WRITERS = 4;
    private static final int ROTATIONS = 5;

    private final RecordStore<GrantId, Grant> store;
    private final Consumer<Grant> acknowledged;
    private final Consumer<StorageException> failed;
    private final List<Thread> writers = new ArrayList<>();

    Load(RecordStore<GrantId, Grant> store, Consumer<Grant> acknowledged, Consumer<StorageException> failed) {
        this.store = store;
        this.acknowledged = acknowledged;
        this.failed = failed;
    }

    Load start() {
        for (int i = 0; i < WRITERS; i++) {
            Thread writer = new Thread(this::writeUntilItFails, "writer");
            writers.add(writer);
            writer.start();
        }
        return this;
    }

    void join() throws InterruptedException {
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void writeUntilItFails() {
        try {
            while (true) {
                writeOne();
            }
        } catch (StorageException e) {
            failed.accept(e);
        }
    }

    private void writeOne() {
        Grant grant = Grants.fresh();
        require(store.insert(grant).equals(new Written<>()));
        acknowledged.accept(grant);
        for (int i = 0; i < ROTATIONS; i++) {
            Grant next = Grants.next(grant);
            require(store.replace(next, grant.revision()).equals(new Written<>()));
            acknowledged.accept(next);
            grant = next;
        }
    }

    private static void require(boolean written) {
        if (!written) {
            throw new AssertionError("nobody else writes this grant");
        }
    }
}
