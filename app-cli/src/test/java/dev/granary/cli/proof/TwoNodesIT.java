package dev.granary.cli.proof;

import org.junit.jupiter.api.Nested;

/** Two nodes over every storage. */
class TwoNodesIT {

    @Nested
    class OverMemory extends TwoNodes {
        OverMemory() throws Exception {
            super(Backend.MEMORY);
        }
    }

    @Nested
    class OverH2 extends TwoNodes {
        OverH2() throws Exception {
            super(Backend.H2);
        }
    }

    @Nested
    class OverPostgreSql extends TwoNodes {
        OverPostgreSql() throws Exception {
            super(Backend.POSTGRESQL);
        }
    }

    @Nested
    class OverRedis extends TwoNodes {
        OverRedis() throws Exception {
            super(Backend.REDIS);
        }
    }
}
