package dev.granary.http;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** The time, the dice, and who refreshes upstream tokens. */
record Surroundings(InstantSource clock, RandomGenerator random, Executor executor) {}
