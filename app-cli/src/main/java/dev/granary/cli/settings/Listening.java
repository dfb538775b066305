package dev.granary.cli.settings;

/**
 * Where a server listens.
 *
 * @param host a name or address of this machine
 * @param port a port, or 0 for any that is free
 */
public record Listening(String host, int port) {

    /** The default: port 8080, for this machine alone. */
    public static final Listening DEFAULT = new Listening("127.0.0.1", 8080);

    /** The origin of a server that listens on this port there. */
    public String origin(int actualPort) {
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return "http://" + (bare ? "[" + host + "]" : host) + ":" + actualPort;
    }
}
