package dev.granary.cli.console;

/** Texts that others chose, without what a terminal obeys. */
public final class PlainText {

    private PlainText() {}

    /** The text with a question mark for every control and format character. */
    public static String of(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
