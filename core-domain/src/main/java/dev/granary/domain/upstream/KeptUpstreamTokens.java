package dev.granary.domain.upstream;

import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;

/**
 * Upstream tokens as they are kept, opened.
 *
 * @param key session and upstream
 * @param tokens the tokens
 * @param binding whose they are
 */
public record KeptUpstreamTokens(UpstreamTokenKey key, UpstreamTokenSet tokens, UpstreamBinding binding) {}
