package dev.granary.http.upstream;

import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.RefreshAnswer;
import dev.granary.domain.upstream.UpstreamRefresh;
import java.time.Instant;

/** Refreshes at whichever upstream gave the tokens; one that is not known any more is nobody's to ask. */
public final class RefreshingUpstreams implements UpstreamRefresh {

    private final Upstreams upstreams;

    /** Refreshes at these. */
    public RefreshingUpstreams(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public RefreshAnswer refresh(KeptUpstreamTokens kept, Instant until) {
        return upstreams
                .find(kept.key().provider())
                .map(upstream -> upstream.refresh(kept, until))
                .orElseGet(RefreshAnswer.OtherClient::new);
    }
}
