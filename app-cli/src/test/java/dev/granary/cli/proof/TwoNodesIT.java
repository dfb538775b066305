package dev.granary.cli.proof;

import org.junit.jupiter.api.Nested;

/** Two nodes over every storage, and two whose keys rotate. */
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

    @Nested
    class RotatingOverMemory extends PlannedRotation {
        RotatingOverMemory() throws Exception {
            super(Backend.MEMORY);
        }
    }

    @Nested
    class RotatingOverH2 extends PlannedRotation {
        RotatingOverH2() throws Exception {
            super(Backend.H2);
        }
    }

    @Nested
    class RotatingOverPostgreSql extends PlannedRotation {
        RotatingOverPostgreSql() throws Exception {
            super(Backend.POSTGRESQL);
        }
    }

    @Nested
    class RotatingOverRedis extends PlannedRotation {
        RotatingOverRedis() throws Exception {
            super(Backend.REDIS);
        }
    }
}
