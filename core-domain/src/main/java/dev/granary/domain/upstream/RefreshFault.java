package dev.granary.domain.upstream;

/** Why a refresh is to be had later. */
public enum RefreshFault {
    /** The upstream cannot be reached or does not answer properly. */
    UPSTREAM,
    /** A refresh is on its way and takes longer than the caller may wait. It goes on, and its result is kept. */
    BUSY,
    /** The storage failed. */
    STORAGE
}
