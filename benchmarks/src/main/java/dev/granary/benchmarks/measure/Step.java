package dev.granary.benchmarks.measure;

/** One operation, which many threads do over and over. */
public interface Step {

    /** Does it once and returns what it led to. */
    Object run(Lane lane) throws Exception;
}
