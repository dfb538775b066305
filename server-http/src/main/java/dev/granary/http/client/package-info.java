/** Who calls: the authentication of clients. */
@NullMarked
package dev.granary.http.client;

import org.jspecify.annotations.NullMarked;
