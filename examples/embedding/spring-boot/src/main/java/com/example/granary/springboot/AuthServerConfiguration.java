package com.example.granary.springboot;

import dev.granary.domain.housekeeping.HousekeepingTurn;
import dev.granary.domain.seal.KeyRingFile;
import dev.granary.domain.token.Tokens;
import dev.granary.http.AuthServer;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.scope.Resource;
import dev.granary.spi.Storage;
import dev.granary.storage.memory.MemoryStorage;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** The authorization server as beans, beside the application's own controllers. */
@Configuration
@EnableScheduling
class AuthServerConfiguration {

    /** Closed by Spring after the server, which is closed before it as its user. */
    @Bean
    Storage storage() {
        return MemoryStorage.builder(InstantSource.system()).open();
    }

    @Bean
    AuthServer authServer(
            Storage storage,
            UpstreamProvider users,
            @Value("${granary.issuer}") URI issuer,
            @Value("${granary.keys}") Path keys) {
        SecureRandom random = new SecureRandom();
        return AuthServer.builder(storage, new KeyRingFile(keys).loadOrCreate(storage, random), issuer)
                .upstream(users)
                .audience(new Resource(issuer + "/api"))
                .clock(InstantSource.system())
                .random(random)
                .build();
    }

    @Bean
    Tokens tokens(AuthServer authServer) {
        return authServer.tokens();
    }

    @Bean
    ServletRegistrationBean<HttpServlet> authServlet(AuthServer authServer) {
        return new ServletRegistrationBean<>(authServer.servlet(), "/oauth/*", "/.well-known/*");
    }

    @Bean
    SchedulingConfigurer housekeeping(AuthServer authServer) {
        return schedule -> schedule.addFixedDelayTask(
                new HousekeepingTurn(authServer.housekeeper()),
                authServer.housekeeper().policy().interval());
    }
}
