package dev.granary.benchmarks.ground;

/**
 * A record as it is stored, of which no more is known than where its revision stands.
 *
 * @param text the document
 */
record Body(String text) {

    static final int REVISION = 22;

    private static final String BEFORE = "\"rev\":\"";

    String revision() {
        int begin = begin();
        return text.substring(begin, begin + REVISION);
    }

    /** The same document with another revision. */
    Body with(String revision) {
        int begin = begin();
        return new Body(text.substring(0, begin) + revision + text.substring(begin + REVISION));
    }

    private int begin() {
        return text.indexOf(BEFORE) + BEFORE.length();
    }
}
