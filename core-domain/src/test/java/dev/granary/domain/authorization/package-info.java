/** Tests of logins on their way. */
@NullMarked
package dev.granary.domain.authorization;

import org.jspecify.annotations.NullMarked;
