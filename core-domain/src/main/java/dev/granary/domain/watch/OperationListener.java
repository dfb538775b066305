package dev.granary.domain.watch;

/**
 * Is told when a use case begins and how it ended, on the thread that does it. It should return soon and must not throw.
 * Safe for threads.
 */
@FunctionalInterface
public interface OperationListener {

    /** Takes no notice. */
    OperationListener NONE = operation -> ending -> {};

    /** Takes notice of a beginning. What it returns is told of the end, once. */
    Running begin(Operation operation);

    /** A use case on its way. */
    @FunctionalInterface
    interface Running {

        /** Takes notice of the end. */
        void end(Ending ending);
    }
}
