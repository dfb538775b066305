/** Tests of users and their identities. */
@NullMarked
package dev.granary.domain.user;

import org.jspecify.annotations.NullMarked;
