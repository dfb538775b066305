package dev.granary.http.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The server that inputs are tried on, and the next one after a number of them. */
final class Grounds implements AutoCloseable {

    private static final int INPUTS = 100;
    private static final int REPEATED = 10;

    private final Supplier<Ground> another;
    private final List<Consumer<Ground>> borne = new ArrayList<>();
    private Optional<Ground> current = Optional.empty();
    private int closed;

    /** Servers alone. */
    Grounds() {
        this(Ground::new);
    }

    /** Makes them so. */
    Grounds(Supplier<Ground> another) {
        this.another = another;
    }

    /** Tries one input more: what is done with the server, and can be done again. */
    void bear(Consumer<Ground> input) {
        if (borne.size() == INPUTS) {
            close();
        }
        Ground ground = current.orElseGet(another);
        current = Optional.of(ground);
        borne.add(input);
        input.accept(ground);
    }

    /** The first server of all, and then each tenth, is shown all of its inputs again, for that takes its time. */
    @Override
    public void close() {
        Optional<Ground> last = current;
        List<Consumer<Ground>> inputs = List.copyOf(borne);
        current = Optional.empty();
        borne.clear();
        try {
            last.ifPresent(Ground::requireNothingLeft);
            if (closed++ % REPEATED == 0) {
                last.ifPresent(ground -> new Again(ground, inputs).requireNoGrowth());
            }
        } finally {
            last.ifPresent(Ground::close);
        }
    }
}
