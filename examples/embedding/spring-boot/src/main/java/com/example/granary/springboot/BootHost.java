package com.example.granary.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** A Spring Boot application that is its own authorization server, and has an API of its own. */
@EnableAutoConfiguration
@Import({AuthServerConfiguration.class, Greeting.class})
public class BootHost {

    /** Runs it, with users of the provider that {@code corporate.issuer} names. */
    public static void main(String... args) {
        SpringApplication.run(new Class<?>[] {BootHost.class, Corporate.class}, args);
    }
}
