/**
 * The grant: one authorization and everything issued from it, as a chain of one-time credentials. Its transitions are
 * pure functions on an immutable record, and there is no other implementation of them in the product.
 */
@NullMarked
package dev.granary.grant;

import org.jspecify.annotations.NullMarked;
