package dev.granary.guice;

import dev.granary.http.AuthServerBuilder;

/**
 * A setting of the authorization server, such as an upstream or a client. Any module of a host adds its own:
 *
 * <pre>{@code
 * Multibinder.newSetBinder(binder(), AuthServerSetting.class)
 *         .addBinding()
 *         .toInstance(builder -> builder.audience(new Resource("https://api.example.com/")));
 * }</pre>
 *
 * <p>They are applied in the order in which they were bound.
 */
@FunctionalInterface
public interface AuthServerSetting {

    /** Returns the builder with this setting. */
    AuthServerBuilder apply(AuthServerBuilder builder);
}
