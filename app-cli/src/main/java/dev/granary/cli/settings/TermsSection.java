package dev.granary.cli.settings;

import dev.granary.domain.authorization.LoginLimits;
import dev.granary.domain.client.ClientLimits;
import dev.granary.domain.token.Lifetimes;
import dev.granary.grant.GrantPolicy;
import dev.granary.http.exchange.RequestLimits;
import java.time.Duration;

/** Reads what grants go by. */
final class TermsSection {

    /** What the section is called that may change while a server runs. */
    static final String LIMITS = "limits";

    private static final int MOST = 10_000_000;

    private static final Setting<Duration> RETRY_WINDOW =
            new Setting<>("retry-window", Values.duration("0s", "60s"), "10s");
    private static final Setting<Duration> SKEW = new Setting<>("clock-skew", Values.duration("0s", "60s"), "5s");
    private static final Setting<Duration> CODE = new Setting<>("code", Values.duration("30s", "10m"), "10m");
    private static final Setting<Duration> ACCESS = new Setting<>("access-token", Values.duration("1m", "24h"), "1h");
    private static final Setting<Duration> DELEGATED =
            new Setting<>("delegated-token", Values.duration("1m", "24h"), "15m");
    private static final Setting<Duration> REFRESH =
            new Setting<>("refresh-token", Values.duration("1h", "365d"), "30d");
    private static final Setting<Duration> GRANT = new Setting<>("grant", Values.duration("1h", "3650d"), "180d");
    private static final Setting<Duration> LOGIN = new Setting<>("login", Values.duration("1m", "1h"), "10m");
    private static final Setting<Duration> USED_CODE = new Setting<>("used-code", Values.duration("0s", "30d"), "30m");

    private static final Setting<Duration> CLIENT =
            new Setting<>("dynamic-client", Values.duration("1d", "3650d"), "30d");
    private static final Setting<Duration> EVICTION = new Setting<>("eviction-age", Values.duration("1m", "30d"), "1h");
    private static final Setting<Integer> CLIENTS = new Setting<>("dynamic-clients", Values.count(MOST), "10000");
    private static final Setting<Integer> LOGINS = new Setting<>("pending-logins", Values.count(MOST), "100000");

    private static final Setting<Integer> SESSIONS = new Setting<>("sessions-per-user", Values.number(0, 10_000), "20");
    private static final Setting<Integer> BODY =
            new Setting<>("request-body", Values.number(1024, RequestLimits.LARGEST), "65536");
    private static final Setting<Integer> HEADERS =
            new Setting<>("request-headers", Values.number(1024, RequestLimits.MOST_HEADERS), "16384");
    private static final Setting<Integer> PARAMETERS =
            new Setting<>("request-parameters", Values.number(16, RequestLimits.MOST_PARAMETERS), "64");
    private static final Setting<Integer> PARAMETER =
            new Setting<>("request-parameter", Values.number(1024, RequestLimits.LARGEST), "16384");

    private final Section root;

    TermsSection(Section root) {
        this.root = root;
    }

    Terms read() {
        Section lifetimes = root.section("lifetimes");
        Section limits = root.section(LIMITS);
        RegistrationSection registration = new RegistrationSection(root);
        Terms terms = new Terms(
                lifetimes(lifetimes),
                lifetimes.find(DELEGATED).orElse(Terms.DEFAULT.delegated()),
                policy(lifetimes),
                clients(limits, lifetimes),
                logins(limits, lifetimes),
                registration.policy(),
                requests(limits),
                limits.find(SESSIONS).orElse(Terms.DEFAULT.sessions()),
                registration.documents());
        lifetimes.close();
        limits.close();
        return terms;
    }

    private GrantPolicy policy(Section lifetimes) {
        GrantPolicy standard = GrantPolicy.DEFAULT;
        return new GrantPolicy(
                root.find(RETRY_WINDOW).orElse(standard.retryWindow()),
                root.find(SKEW).orElse(standard.skew()),
                lifetimes.find(USED_CODE).orElse(standard.codeKept()));
    }

    private static ClientLimits clients(Section limits, Section lifetimes) {
        ClientLimits standard = ClientLimits.DEFAULT;
        return new ClientLimits(
                limits.find(CLIENTS).orElse(standard.cap()),
                lifetimes.find(EVICTION).orElse(standard.minimumAge()),
                lifetimes.find(CLIENT).orElse(standard.life()));
    }

    private static LoginLimits logins(Section limits, Section lifetimes) {
        LoginLimits standard = LoginLimits.DEFAULT;
        return new LoginLimits(
                lifetimes.find(LOGIN).orElse(standard.life()),
                limits.find(LOGINS).orElse(standard.cap()));
    }

    private static RequestLimits requests(Section limits) {
        RequestLimits standard = RequestLimits.DEFAULT;
        return new RequestLimits(
                limits.find(BODY).orElse(standard.body()),
                limits.find(HEADERS).orElse(standard.headers()),
                limits.find(PARAMETERS).orElse(standard.parameters()),
                limits.find(PARAMETER).orElse(standard.parameter()));
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
