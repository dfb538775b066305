package dev.granary.cli.proof;

/** One of several servers over the same storage. */
interface Node extends AutoCloseable {

    /** Where it listens itself. */
    String address();

    @Override
    void close();
}
