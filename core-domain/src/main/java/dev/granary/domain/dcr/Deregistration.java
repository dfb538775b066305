package dev.granary.domain.dcr;

import dev.granary.upstream.ProviderName;

/** The way to end a registration of ours at an upstream (RFC 7592 section 2.3). Safe for threads. */
@FunctionalInterface
public interface Deregistration {

    /** Asks the upstream to delete it. Whatever fails is an answer. */
    DeregistrationOutcome delete(ProviderName upstream, UpstreamRegistration registration);
}
