package dev.granary.cli.toolhive;

import dev.granary.domain.adoption.AdoptOutcome;

/** What became of a row. */
enum Fate {
    IMPORTED("", false),
    PRESENT("", false),
    OVER("their time is over", false),
    EMPTY("there is nothing in them", false),
    OUTDATED("of a form that ToolHive itself reads no more", false),
    ORPHANED("what they belong to is not there, or was ended here", false),
    UNBOUND("they do not say whose they are, so nobody could be given them", false),
    CONFIGURED("of ToolHive's configuration; they are in this one, too", false),
    UNCONFIGURED("of ToolHive's configuration; put them into this one, below clients or delegates", true),
    NO_PROVIDER("no upstream of the configuration, or more than one; say --provider %s=NAME with one's name", true),
    NO_UPSTREAM("no upstream without client-id in the configuration has this issuer or registration-endpoint", true),
    NO_ACCOUNT("which client of ours got them is not known; give the upstream a client-id in the configuration", true),
    TAKEN("they belong to somebody else here; nothing is merged", true),
    UNREADABLE_SECRET("their secrets are not kept as SHA-256; they must register again", true),
    AGAINST_RULES("registration would refuse them here: %s", true),
    AT_CAPACITY(
            "there are as many dynamic clients as may be; raise dynamic-clients below limits in the configuration",
            true);

    private final String why;
    private final boolean isWorthALook;

    Fate(String why, boolean isWorthALook) {
        this.why = why;
        this.isWorthALook = isWorthALook;
    }

    /** What the domain made of it. */
    static Fate of(AdoptOutcome outcome) {
        return switch (outcome) {
            case ADOPTED -> IMPORTED;
            case PRESENT -> PRESENT;
            case TAKEN -> TAKEN;
            case REFUSED -> ORPHANED;
            case OVER -> OVER;
            case AT_CAPACITY -> AT_CAPACITY;
        };
    }

    /** Why it was skipped, with whom or what it is about. */
    String why(String about) {
        return String.format(why, about);
    }

    /** Whether it was neither imported nor there already. */
    boolean isSkip() {
        return this != IMPORTED && this != PRESENT;
    }

    /** Whether the operator should do something about it. */
    boolean isWorthALook() {
        return isWorthALook;
    }

    /** This, about nothing in particular. */
    Verdict verdict() {
        return new Verdict(this, "");
    }

    /** This, about a name or a reason that holds no secret. */
    Verdict about(String what) {
        return new Verdict(this, what);
    }

    /**
     * What became of a row, and what that is about.
     *
     * @param about a name or reason, empty if there is none
     */
    record Verdict(Fate fate, String about) {}
}
