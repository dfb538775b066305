package dev.granary.cli.serve;

import java.util.concurrent.CountDownLatch;

/**
 * The end of a server at SIGTERM or SIGINT: what is in flight is finished, and the program ends with 0. Without it the
 * JVM would end with 143, as if it had been killed.
 */
final class Ending implements AutoCloseable {

    private final CountDownLatch never = new CountDownLatch(1);
    private final Thread hook;

    private Ending(AutoCloseable server) {
        this.hook = new Thread(() -> end(server), "ending");
    }

    /** Watches for the signal. */
    static Ending of(AutoCloseable server) {
        Ending ending = new Ending(server);
        Runtime.getRuntime().addShutdownHook(ending.hook);
        return ending;
    }

    /** Waits for an end that does not come back here, or for an interrupt. */
    void await() throws InterruptedException {
        never.await();
    }

    /** Watches no longer. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private static void end(AutoCloseable server) {
        int status = 0;
        try {
            server.close();
        } catch (Exception e) {
            status = 3;
            System.err.println("granary: did not end in order: " + e.getMessage());
        }
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }
}
