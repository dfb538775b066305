/** The authorization server as a Jakarta Servlet, and the HTTP clients for upstream providers. */
@NullMarked
package dev.granary.http;

import org.jspecify.annotations.NullMarked;
