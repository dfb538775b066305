package dev.granary.http.upstream;

import dev.granary.domain.housekeeping.HousekeepingJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews our registrations at upstreams before their secrets expire, also where nobody logs in meanwhile. An upstream is
 * asked only if a renewal is due; one that fails is asked again at the next step, and keeps no other from being renewed.
 */
public final class UpstreamRenewals implements HousekeepingJob {

    private final Logger log = LoggerFactory.getLogger(UpstreamRenewals.class);
    private final Upstreams upstreams;

    /** Renews those at these upstreams. */
    public UpstreamRenewals(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public String name() {
        return "upstream renewals";
    }

    @Override
    public Progress step(int batch) {
        int renewed = 0;
        for (Upstream upstream : upstreams.ordered()) {
            renewed += isRenewed(upstream) ? 1 : 0;
        }
        return new Progress(renewed, false);
    }

    private boolean isRenewed(Upstream upstream) {
        try {
            return upstream.renew();
        } catch (UpstreamException e) {
            log.warn("{}; our registration there is not renewed", e.getMessage());
            return false;
        }
    }
}
