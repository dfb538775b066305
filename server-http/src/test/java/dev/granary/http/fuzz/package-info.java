/** What the whole server bears: any bytes, any order of requests, any answer of its peers. */
@NullMarked
package dev.granary.http.fuzz;

import org.jspecify.annotations.NullMarked;
