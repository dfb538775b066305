package dev.granary.storage.jdbc;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Namespace;
import dev.granary.record.RecordStore;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import java.time.InstantSource;
import java.util.Map;

/** What the rules of this module need of a database. */
interface Database {

    /** A clock that stands still at {@link Grants#START}. */
    InstantSource CLOCK = InstantSource.fixed(Grants.START);

    /** The URL of an empty database. */
    String freshDatabase();

    default Storage open(String url, Map<String, String> options) {
        return new JdbcStorageProvider().open(new StorageSettings(url, options, CLOCK));
    }

    default Storage open(String url) {
        return open(url, Map.of());
    }

    static RecordStore<GrantId, Grant> grants(Storage storage) {
        return storage.store(Namespace.DEFAULT, Grant.KIND);
    }
}
