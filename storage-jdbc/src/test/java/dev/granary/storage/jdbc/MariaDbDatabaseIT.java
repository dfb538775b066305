package dev.granary.storage.jdbc;

import dev.granary.storage.jdbc.server.Served;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbDatabaseIT implements CostRules, FaultRules {

    @RegisterExtension
    static final Served DATABASE = Served.byMariaDb();

    @Override
    public String freshDatabase() {
        return DATABASE.freshDatabase();
    }

    @Override
    public Optional<String> unreachable() {
        return Optional.of("jdbc:mariadb://127.0.0.1:1/granary");
    }
}
