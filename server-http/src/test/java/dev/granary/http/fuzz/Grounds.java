package dev.granary.http.fuzz;

import java.util.Optional;
import java.util.function.Supplier;

/** The server that inputs are tried on, and the next one after a number of them. */
final class Grounds implements AutoCloseable {

    private static final int INPUTS = 100;

    private final Supplier<Ground> another;
    private Optional<Ground> current = Optional.empty();
    private int tried;

    /** Servers alone. */
    Grounds() {
        this(Ground::new);
    }

    /** Makes them so. */
    Grounds(Supplier<Ground> another) {
        this.another = another;
    }

    /** The server for one input more. */
    Ground next() {
        tried++;
        if (tried % INPUTS == 0) {
            close();
        }
        Ground ground = current.orElseGet(another);
        current = Optional.of(ground);
        return ground;
    }

    @Override
    public void close() {
        Optional<Ground> last = current;
        current = Optional.empty();
        last.ifPresent(Ground::close);
    }
}
