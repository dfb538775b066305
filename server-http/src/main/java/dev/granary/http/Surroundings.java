package dev.granary.http;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The time and the dice. */
record Surroundings(InstantSource clock, RandomGenerator random) {}
