package dev.granary.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a test as one rule of the contract. What it does not say of itself, its {@link Group} says. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {

    /** The group and a number, such as {@code ONCE-01}. It never changes its meaning. */
    String id();

    /** The rule, in one sentence. */
    String says();

    /** How much it binds. */
    Level level() default Level.MUST;

    /** The paragraph of a standard or the public defect that it comes from, if not that of its group. */
    String from() default "";

    /** Why it matters, if more can be said than its group does: a sentence, or a few. */
    String why() default "";

    /** What a failure means and where to look, if more can be said than its group does. */
    String look() default "";
}
