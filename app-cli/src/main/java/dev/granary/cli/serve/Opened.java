package dev.granary.cli.serve;

import java.util.ArrayDeque;
import java.util.Deque;

/** What must be closed, the last opened first. One that fails keeps no other open. Idempotent. */
final class Opened implements AutoCloseable {

    private final Deque<Runnable> closers = new ArrayDeque<>();

    /** Takes over what was opened just now. */
    synchronized <T> T add(T opened, Runnable closer) {
        closers.push(closer);
        return opened;
    }

    @Override
    public synchronized void close() {
        try {
            while (!closers.isEmpty()) {
                closers.pop().run();
            }
        } finally {
            if (!closers.isEmpty()) {
                close();
            }
        }
    }
}
