/** What a storage for Granary begins as: a map behind a lock. Copy it and put your own store in the map's place. */
@NullMarked
package com.example.granary.template;

import org.jspecify.annotations.NullMarked;
