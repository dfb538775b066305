package dev.granary.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.IdentityProvider;
import dev.granary.http.fixture.World;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nothing secret is logged, whatever goes wrong (AC-10, RT-10, RG-11). */
class SecretsInLogsTest {

    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @Test
    void whateverHappensNoSecretIsLogged() {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.granary");
        appender.start();
        logger.addAppender(appender);
        List<String> secrets = new ArrayList<>();
        try (World world = new World()) {
            live(world, secrets);
        } finally {
            logger.detachAppender(appender);
        }
        String log = text();
        assertThat(log).contains("CODE_REDEEMED").contains("correlation id");
        assertThat(log)
                .contains("answered with error login_required")
                .contains("answered with error [hidden] (interaction_required E50105 [hidden])");
        assertThat(secrets).hasSizeGreaterThan(8);
        for (String secret : secrets) {
            assertThat(log).as("secret in the log").doesNotContain(secret);
        }
    }

    private static void live(World world, List<String> secrets) {
        secrets.addAll(List.of(IdentityProvider.SECRET, World.CLIENT_SECRET, World.VERIFIER.value(), "client-state"));
        HttpResponse<String> upstream = world.browser.get(world.authorize(Map.of()));
        secrets.add(parameter(upstream, "state"));
        secrets.add(parameter(upstream, "nonce"));
        HttpResponse<String> callback = world.browser.follow(upstream);
        secrets.add(parameter(callback, "code"));
        String code = parameter(world.browser.follow(callback), "code");
        secrets.add(code);
        secrets.addAll(world.browser.cookies().values());
        new Browser().follow(callback);
        Map<String, Object> tokens = World.json(world.token(World.redemption(code)));
        secrets.add(String.valueOf(tokens.get("access_token")));
        secrets.add(String.valueOf(tokens.get("refresh_token")));
        world.post(
                "/oauth/token", Map.of("grant_type", "client_credentials"), World.basic("web-app", "my-wrong-secret"));
        secrets.add("my-wrong-secret");
        world.storage.breakAt("grants.find");
        world.token(World.refreshing(tokens.get("refresh_token")));
        world.storage.heal();
        world.token(World.redemption(code));
        world.provider.error = "login_required";
        world.logIn(Map.of());
        world.provider.error = "";
        world.browser.get(world.at("/oauth/callback?error=" + code + "&error_description=interaction_required+E50105+"
                + tokens.get("refresh_token") + "&state="
                + parameter(world.browser.get(world.authorize(Map.of())), "state")));
        world.provider.broken = "/token";
        world.logIn(Map.of());
        secrets.add("top-secret-upstream-text");
    }

    private static String parameter(HttpResponse<String> redirect, String name) {
        return Optional.ofNullable(World.answerOf(redirect).get(name)).orElseThrow();
    }

    private String text() {
        StringBuilder all = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(appender.list)) {
            all.append(event.getFormattedMessage())
                    .append(' ')
                    .append(event.getKeyValuePairs())
                    .append('\n');
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                all.append(ThrowableProxyUtil.asString(thrown));
            }
        }
        return all.toString();
    }
}
