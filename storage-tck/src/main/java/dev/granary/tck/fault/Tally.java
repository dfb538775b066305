package dev.granary.tck.fault;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Notes every port call, as its verb and the kind. */
public final class Tally implements Watch {

    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** Nothing is noted yet. */
    public Tally() {}

    @Override
    public <T> T read(String operation, String kind, Supplier<T> call) {
        calls.add(operation + " " + kind);
        return call.get();
    }

    @Override
    public <T> T write(String operation, String kind, Supplier<T> call) {
        calls.add(operation + " " + kind);
        return call.get();
    }

    /** What was called since this was asked last. */
    public List<String> calls() {
        List<String> seen = List.copyOf(calls);
        calls.clear();
        return seen;
    }
}
