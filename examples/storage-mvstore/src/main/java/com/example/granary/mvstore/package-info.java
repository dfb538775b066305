/** A storage for Granary that keeps its records in one file of H2's MVStore. */
@NullMarked
package com.example.granary.mvstore;

import org.jspecify.annotations.NullMarked;
