package com.example.granary.springboot;

import dev.granary.client.ClientId;
import dev.granary.domain.token.Caller;
import dev.granary.domain.token.Tokens;
import dev.granary.scope.Resource;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** An API that asks the server in the same process whether a token is live; a revoked one is refused at once. */
@RestController
class Greeting {

    private final Tokens tokens;
    private final Caller self;

    Greeting(Tokens tokens, @Value("${granary.issuer}") URI issuer) {
        String resource = issuer + "/api";
        this.tokens = tokens;
        this.self = new Caller(new ClientId(resource), Set.of(new Resource(resource)));
    }

    @GetMapping("/api")
    ResponseEntity<Map<String, String>> greet(@RequestHeader("Authorization") String authorization) {
        return tokens.introspect(authorization.replaceFirst("(?i)^bearer ", ""), self)
                .map(live -> ResponseEntity.ok(
                        Map.of("hello", live.grant().granted().subject().value())))
                .orElseGet(() -> ResponseEntity.status(401)
                        .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                        .build());
    }
}
