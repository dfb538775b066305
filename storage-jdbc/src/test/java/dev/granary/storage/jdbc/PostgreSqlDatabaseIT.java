package dev.granary.storage.jdbc;

import dev.granary.storage.jdbc.server.Served;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlDatabaseIT implements CostRules, FaultRules {

    @RegisterExtension
    static final Served DATABASE = Served.byPostgreSql();

    @Override
    public String freshDatabase() {
        return DATABASE.freshDatabase();
    }

    @Override
    public Optional<String> unreachable() {
        return Optional.of("jdbc:postgresql://127.0.0.1:1/granary");
    }
}
