package dev.granary.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a test as one rule of the contract. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {

    /** The group and a number, such as {@code ONCE-01}. It never changes its meaning. */
    String id();

    /** The rule, in one sentence. */
    String says();
}
