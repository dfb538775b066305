package dev.granary.cli.console;

import java.io.PrintWriter;

/**
 * Where the program writes.
 *
 * @param out results
 * @param err complaints
 */
public record Screen(PrintWriter out, PrintWriter err) {

    /** Standard output and standard error. */
    public static Screen standard() {
        return new Screen(new PrintWriter(System.out, true), new PrintWriter(System.err, true));
    }
}
