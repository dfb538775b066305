package dev.granary.cli.settings;

import dev.granary.domain.token.Lifetimes;
import dev.granary.grant.GrantPolicy;
import java.time.Duration;

/** Reads what grants go by. */
final class TermsSection {

    private static final Setting<Duration> RETRY_WINDOW =
            new Setting<>("retry-window", Values.duration("0s", "60s"), "10s");
    private static final Setting<Duration> SKEW = new Setting<>("clock-skew", Values.duration("0s", "60s"), "5s");
    private static final Setting<Duration> CODE = new Setting<>("code", Values.duration("30s", "10m"), "10m");
    private static final Setting<Duration> ACCESS = new Setting<>("access-token", Values.duration("1m", "24h"), "1h");
    private static final Setting<Duration> REFRESH =
            new Setting<>("refresh-token", Values.duration("1h", "365d"), "30d");
    private static final Setting<Duration> GRANT = new Setting<>("grant", Values.duration("1h", "3650d"), "180d");
    private static final Setting<Duration> LOGIN = new Setting<>("login", Values.duration("1m", "1h"), "10m");
    private static final Setting<Duration> USED_CODE = new Setting<>("used-code", Values.duration("0s", "30d"), "30m");

    private final Section root;

    TermsSection(Section root) {
        this.root = root;
    }

    Terms read() {
        Section section = root.section("lifetimes");
        Terms standard = Terms.DEFAULT;
        GrantPolicy policy = new GrantPolicy(
                root.find(RETRY_WINDOW).orElse(standard.policy().retryWindow()),
                root.find(SKEW).orElse(standard.policy().skew()),
                section.find(USED_CODE).orElse(standard.policy().codeKept()));
        Terms terms = new Terms(lifetimes(section), policy, section.find(LOGIN).orElse(standard.login()));
        section.close();
        return terms;
    }

    private static Lifetimes lifetimes(Section section) {
        Lifetimes standard = Lifetimes.DEFAULT;
        Duration code = section.find(CODE).orElse(standard.code());
        Duration access = section.find(ACCESS).orElse(standard.accessToken());
        Duration idle = section.find(REFRESH).orElse(standard.refreshIdle());
        Duration grant = section.find(GRANT).orElse(standard.grant());
        if (grant.compareTo(idle) < 0) {
            section.fault("grant", "ends before refresh-token does", "make it as long or longer");
            return standard;
        }
        return new Lifetimes(code, access, idle, grant);
    }
}
