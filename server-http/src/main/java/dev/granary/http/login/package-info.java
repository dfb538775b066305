/** Logins on their way to an upstream and back: the legs, the browser's cookie, the callback. */
@NullMarked
package dev.granary.http.login;

import org.jspecify.annotations.NullMarked;
