package dev.granary.tck.report;

import java.util.stream.Collectors;

/** Text within HTML or XML. */
final class Markup {

    private Markup() {}

    /** The text as an element or attribute may hold it; what XML 1.0 cannot hold at all is replaced. */
    static String text(String any) {
        return any.codePoints().mapToObj(Markup::spelled).collect(Collectors.joining());
    }

    private static String spelled(int point) {
        return switch (point) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '\t', '\n', '\r' -> Character.toString(point);
            default -> isAllowed(point) ? Character.toString(point) : "\uFFFD";
        };
    }

    private static boolean isAllowed(int point) {
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        return point >= 0x20 && !surrogate && point != 0xFFFE && point != 0xFFFF;
    }
}
