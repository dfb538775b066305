package dev.granary.storage.jdbc;

import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.storage.jdbc.server.Served;
import dev.granary.tck.StorageContract;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbContractIT implements StorageContract {

    @RegisterExtension
    static final Served DATABASE = Served.byMariaDb();

    @Override
    public Storage open(InstantSource clock) {
        return new JdbcStorageProvider().open(StorageSettings.of(DATABASE.url(), clock));
    }

    @Override
    public Optional<Storage> openAnother(InstantSource clock) {
        return Optional.of(open(clock));
    }
}
