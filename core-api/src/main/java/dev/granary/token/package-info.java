/** The values of codes, refresh tokens and opaque access tokens: how they are spelled, made and recognised. */
@NullMarked
package dev.granary.token;

import org.jspecify.annotations.NullMarked;
