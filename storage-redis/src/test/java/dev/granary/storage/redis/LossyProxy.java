package dev.granary.storage.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server and can lose replies: the request is done, and the connection ends. */
final class LossyProxy implements AutoCloseable {

    private final ServerSocket entrance;
    private final int server;
    private final AtomicInteger passing = new AtomicInteger(Integer.MAX_VALUE);

    LossyProxy(int server) {
        this.server = server;
        try {
            this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    String url() {
        return "redis://127.0.0.1:" + entrance.getLocalPort();
    }

    /** Lets this many replies pass, loses the next one, and lets all others pass. */
    void loseReplyAfter(int replies) {
        passing.set(replies);
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = entrance.accept();
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            daemon(() -> pump(client, behind, false));
            daemon(() -> pump(behind, client, true));
        }
    }

    private void pump(Socket from, Socket to, boolean isReply) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[65_536];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (isReply && passing.getAndUpdate(left -> left == 0 ? Integer.MAX_VALUE : left - 1) == 0) {
                    return;
                }
                out.write(buffer, 0, n);
            }
        }
    }

    private static void daemon(Step step) {
        Thread thread = new Thread(() -> {
            try {
                step.run();
            } catch (IOException e) {
                // The other side is gone, which is what this is for.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Step {
        void run() throws IOException;
    }
}
