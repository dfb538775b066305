/** {@code granary registration-token}: who may register clients. */
@NullMarked
package dev.granary.cli.token;

import org.jspecify.annotations.NullMarked;
