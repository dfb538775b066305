package com.example.granary.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.KeyRingFile;
import dev.granary.guice.AuthServerModule;
import dev.granary.guice.AuthServerSetting;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.spi.Storage;
import dev.granary.storage.memory.MemoryStorage;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What a host binds for its authorization server. */
public final class HostModule extends AbstractModule {

    private final URI issuer;
    private final UpstreamProvider users;
    private final Path keys;

    /** Users log in at the upstream. */
    public HostModule(URI issuer, UpstreamProvider users, Path keys) {
        this.issuer = issuer;
        this.users = users;
        this.keys = keys;
    }

    @Override
    protected void configure() {
        install(new AuthServerModule(issuer));
        bind(InstantSource.class).toInstance(InstantSource.system());
        bind(RandomGenerator.class).toInstance(new SecureRandom());
        Multibinder.newSetBinder(binder(), AuthServerSetting.class)
                .addBinding()
                .toInstance(builder -> builder.upstream(users));
    }

    @Provides
    @Singleton
    Storage storage(InstantSource clock) {
        return MemoryStorage.builder(clock).open();
    }

    @Provides
    @Singleton
    KeyRing keyRing(Storage storage, RandomGenerator random) {
        return new KeyRingFile(keys).loadOrCreate(storage, random);
    }
}
