package dev.granary.cli;

import dev.granary.cli.console.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One run of the program.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what it complained of
 */
record Ran(int status, String out, String err) {

    static Ran granary(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = GranaryCommand.run(new Screen(new PrintWriter(out), new PrintWriter(err)), arguments);
        return new Ran(status, out.toString(), err.toString());
    }
}
