package dev.granary.cli.toolhive;

import dev.granary.cli.console.PlainText;

/** Keys and names as they may be shown: with nothing that a terminal obeys, and of session ids only so much that they are found. */
final class ShownKey {

    private static final int SHOWN = 8;

    private ShownKey() {}

    /** A key, prefix taken away. */
    static String of(RowKind kind, String key) {
        String shown = key;
        if (kind == RowKind.TOKENS) {
            String rest = key.substring(kind.beginning().length());
            int end = rest.indexOf(':') < 0 ? rest.length() : rest.indexOf(':');
            shown = kind.beginning()
                    + (end > 2 * SHOWN ? rest.substring(0, SHOWN) + "…" : rest.substring(0, end))
                    + rest.substring(end);
        }
        return PlainText.of(shown);
    }
}
