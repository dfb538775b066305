package com.example.granary.springboot;

import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where users log in: an OpenID provider. */
@Configuration
class Corporate {

    @Bean
    UpstreamProvider users(
            @Value("${corporate.issuer}") URI issuer,
            @Value("${corporate.client-id}") String id,
            @Value("${corporate.client-secret}") String secret) {
        return UpstreamProvider.of(new ProviderName("corporate"), issuer, id, secret);
    }
}
