package dev.granary.cli.console;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Where the program writes.
 *
 * @param out results
 * @param err complaints
 */
public record Screen(PrintWriter out, PrintWriter err) {

    /** Standard output and standard error. */
    public static Screen standard() {
        return new Screen(writer(System.out), writer(System.err));
    }

    /** In the terminal's character set, which since Java 18 is no longer the default one. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, Charset.forName(System.getProperty("native.encoding", "UTF-8")));
    }
}
