package dev.granary.http.dcr;

import java.util.Locale;

/** The steps of a registration, in their order; messages and logs name them. */
public enum EnrolmentStep {
    /** What is configured is checked. */
    VALIDATE,
    /** The redirect URI is chosen. */
    REDIRECT_URI,
    /** The upstream's name becomes part of the registration's key. */
    UPSTREAM_ID,
    /** The registration in use is looked up. */
    CACHE_READ,
    /** The registration endpoint is found. */
    METADATA,
    /** The way to authenticate is chosen. */
    AUTH_METHOD,
    /** The upstream is asked. */
    REGISTER,
    /** What it gave is stored. */
    CACHE_WRITE;

    /** As it stands in messages. */
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
