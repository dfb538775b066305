package dev.granary.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.granary.cli.console.Screen;
import dev.granary.cli.plugin.PluginFolder;
import dev.granary.cli.plugin.Plugins;
import dev.granary.cli.settings.Configuration;
import dev.granary.domain.audit.AuditListener;
import dev.granary.domain.audit.AuditLog;
import dev.granary.domain.token.Lifetimes;
import dev.granary.grant.GrantPolicy;
import dev.granary.spi.Storages;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What the commands are made of. */
final class GranaryModule extends AbstractModule {

    private final Screen screen;
    private final PluginFolder plugins;

    GranaryModule(Screen screen, PluginFolder plugins) {
        this.screen = screen;
        this.plugins = plugins;
    }

    @Override
    protected void configure() {
        bind(Screen.class).toInstance(screen);
        bind(InstantSource.class).toInstance(InstantSource.system());
        bind(RandomGenerator.class).toInstance(new SecureRandom());
        bind(AuditListener.class).to(AuditLog.class).in(Singleton.class);
        bind(GrantPolicy.class).toInstance(GrantPolicy.DEFAULT);
        bind(Lifetimes.class).toInstance(Lifetimes.DEFAULT);
    }

    @Provides
    Configuration configuration() {
        return new Configuration(name -> Optional.ofNullable(System.getenv(name)));
    }

    @Provides
    @Singleton
    Storages storages() {
        Storages installed = Storages.installed(GranaryModule.class.getClassLoader());
        return new Plugins(installed).with(plugins.jars());
    }
}
