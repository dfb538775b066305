package com.example.granary.template;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StoredRecord;
import dev.granary.spi.Capability;
import dev.granary.spi.Health;
import dev.granary.spi.Stats;
import dev.granary.spi.Storage;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** A storage that forgets everything when it is closed. Safe for threads. */
public final class TemplateStorage implements Storage {

    static final String ID = "template";

    private final Table table = new Table();
    private final InstantSource clock;

    /** Opens an empty storage. */
    public TemplateStorage(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    /** Makes a small object each time and remembers none. */
    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> store(
            Namespace namespace, RecordKind<K, R> kind) {
        return new TemplateRecordStore<>(table, namespace, kind, clock);
    }

    /** Declares nothing yet. The kit refuses what is declared and not kept, and what is kept and not declared. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Health health() {
        return table.isOpen() ? new Health(true, "template: open") : new Health(false, "template: closed");
    }

    @Override
    public Stats stats() {
        Map<String, Long> counts = table.step("stats", "all", () -> Spelling.countByFirst(table.documents()));
        return new Stats(counts);
    }

    @Override
    public void close() {
        table.close();
    }
}
