package dev.granary.http.dcr;

/** We could not register. The message names the step that failed, and never holds what was sent or received. */
public final class EnrolmentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final EnrolmentStep step;
    private final boolean unreachable;
    private final String message;

    private EnrolmentException(EnrolmentStep step, String what, boolean unreachable) {
        super(what);
        this.message = "registration, step " + step.tag() + ": " + what;
        this.step = step;
        this.unreachable = unreachable;
    }

    static EnrolmentException refused(EnrolmentStep step, String what) {
        return new EnrolmentException(step, what, false);
    }

    static EnrolmentException unreachable(EnrolmentStep step, String what) {
        return new EnrolmentException(step, what, true);
    }

    /** The step that failed, and why. */
    @Override
    public String getMessage() {
        return message;
    }

    /** The step that failed. */
    public EnrolmentStep step() {
        return step;
    }

    /** Whether another try may help. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
