package dev.granary.cli.demo;

import java.io.PrintWriter;

/** Writes the story down, and counts which of its claims hold. Shortens every token. */
final class Narrator {

    private static final int PREFIX = 4;
    private static final int LAST = 4;

    private final PrintWriter out;
    private int steps;
    private int passed;
    private int failed;

    Narrator(PrintWriter out) {
        this.out = out;
    }

    void say(String text) {
        out.println(text);
    }

    void step(String title) {
        steps++;
        out.println();
        out.println(steps + ". " + title);
    }

    void show(String name, String token) {
        out.printf("   %-13s  %s%n", name, shortened(token));
    }

    void claim(String claim, boolean holds) {
        if (holds) {
            passed++;
        } else {
            failed++;
        }
        out.println((holds ? "   [ok]   " : "   [FAIL] ") + claim);
    }

    /** Writes the last line and tells whether every claim held, and there was one. */
    boolean end() {
        out.println();
        out.println(passed + " passed, " + failed + " failed");
        out.flush();
        return failed == 0 && passed > 0;
    }

    /** The prefix, which says what it is, and the last four characters: enough to tell two tokens apart. */
    static String shortened(String token) {
        return token.length() < 4 * (PREFIX + LAST)
                ? "..."
                : token.substring(0, PREFIX) + "..." + token.substring(token.length() - LAST);
    }
}
