package dev.granary.benchmarks.peer;

import dev.granary.benchmarks.ground.Backend;
import dev.granary.benchmarks.ground.Ground;
import dev.granary.benchmarks.ground.SqlGround;
import dev.granary.benchmarks.measure.Contender;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** A service of Spring Authorization Server with authorizations in it. */
public final class Peer {

    private final OAuth2AuthorizationService service;
    private final int count;

    private Peer(OAuth2AuthorizationService service, int count) {
        this.service = service;
        this.count = count;
    }

    /** One with this many authorizations on this ground; none for a backend that Spring has no service for. */
    public static Optional<Peer> on(Backend backend, Ground ground, int count) {
        if (backend == Backend.MEMORY) {
            return Optional.of(new Peer(inMemory(count), count));
        }
        return ground instanceof SqlGround sql
                ? Optional.of(new Peer(new SpringTables(sql.source(), backend).filled(count), count))
                : Optional.empty();
    }

    /** Finds one by its access token, as introspection does. */
    public Contender find() {
        return new Contender("find by access token", lane -> found(lane.pick(count)));
    }

    /** Finds one by a token and saves it with new tokens, as a token request does. */
    public Contender save() {
        return new Contender("find by access token, save", lane -> {
            int pick = lane.pick(count);
            OAuth2Authorization found = found(pick);
            service.save(Authorizations.ending(found.getId(), end(pick)));
            return found;
        });
    }

    private OAuth2Authorization found(int number) {
        String token = Authorizations.accessToken(end(number));
        return Optional.ofNullable(service.findByToken(token, OAuth2TokenType.ACCESS_TOKEN))
                .orElseThrow();
    }

    private static String end(int number) {
        return "-" + (number + 1);
    }

    private static OAuth2AuthorizationService inMemory(int count) {
        List<OAuth2Authorization> all = IntStream.range(0, count)
                .mapToObj(number -> Authorizations.ending("id" + end(number), end(number)))
                .toList();
        return new InMemoryOAuth2AuthorizationService(all);
    }
}
