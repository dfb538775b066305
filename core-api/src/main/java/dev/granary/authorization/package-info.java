/** Logins on their way: what the callback of an upstream needs to know. */
@NullMarked
package dev.granary.authorization;

import org.jspecify.annotations.NullMarked;
