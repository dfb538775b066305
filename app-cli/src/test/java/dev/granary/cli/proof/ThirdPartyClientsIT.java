package dev.granary.cli.proof;

import org.junit.jupiter.api.Nested;

/** Clients of other makes at two nodes, over every storage. */
class ThirdPartyClientsIT {

    @Nested
    class OverMemory extends ThirdPartyClients {
        OverMemory() throws Exception {
            super(Backend.MEMORY);
        }
    }

    @Nested
    class OverH2 extends ThirdPartyClients {
        OverH2() throws Exception {
            super(Backend.H2);
        }
    }

    @Nested
    class OverPostgreSql extends ThirdPartyClients {
        OverPostgreSql() throws Exception {
            super(Backend.POSTGRESQL);
        }
    }

    @Nested
    class OverRedis extends ThirdPartyClients {
        OverRedis() throws Exception {
            super(Backend.REDIS);
        }
    }
}
