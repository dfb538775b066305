package dev.granary.grant.explorer;

/**
 * How much may still go wrong.
 *
 * @param losses replies that may be lost, their statements applied at once or later
 * @param repeats statements that a driver may send twice
 * @param failOvers returns to an older state
 * @param delays long waits
 */
record Faults(int losses, int repeats, int failOvers, int delays) {

    static final Faults NONE = new Faults(0, 0, 0, 0);

    /** One lost reply and one repeated statement. */
    static final Faults OF_THE_NETWORK = new Faults(1, 1, 0, 0);

    Faults andFailOver() {
        return new Faults(losses, repeats, 1, delays);
    }

    Faults andDelay() {
        return new Faults(losses, repeats, failOvers, 1);
    }

    Faults lessLoss() {
        return new Faults(losses - 1, repeats, failOvers, delays);
    }

    Faults lessRepeat() {
        return new Faults(losses, repeats - 1, failOvers, delays);
    }

    Faults lessFailOver() {
        return new Faults(losses, repeats, failOvers - 1, delays);
    }

    Faults lessDelay() {
        return new Faults(losses, repeats, failOvers, delays - 1);
    }
}
