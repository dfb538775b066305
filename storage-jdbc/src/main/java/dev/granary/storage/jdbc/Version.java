package dev.granary.storage.jdbc;

/**
 * A version of the schema.
 *
 * @param major differs if tables changed in a way that the other release cannot work with
 * @param minor rises when something was added
 */
record Version(int major, int minor) {

    /** What this release was made for. */
    static final Version OURS = new Version(1, 0);

    /** What a schema has that says no version. */
    static final Version NONE = new Version(0, 0);

    boolean isOfOurMajor() {
        return major == OURS.major;
    }

    boolean hasAllOfOurs() {
        return isOfOurMajor() && minor >= OURS.minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
