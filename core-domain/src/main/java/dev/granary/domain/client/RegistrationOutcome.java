package dev.granary.domain.client;

import dev.granary.client.Client;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** How a registration ended. */
public sealed interface RegistrationOutcome {

    /** Calls the function of this case. */
    <T> T match(BiFunction<Client, Optional<String>, T> registered, Function<Duration, T> atCapacity);

    /**
     * There is a new client.
     *
     * @param client the client as it is stored
     * @param secret its secret, shown once and stored only as a hash; empty for a public client
     */
    record Registered(Client client, Optional<String> secret) implements RegistrationOutcome {
        @Override
        public <T> T match(BiFunction<Client, Optional<String>, T> registered, Function<Duration, T> atCapacity) {
            return registered.apply(client, secret);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Registered[" + client.id().value() + "]";
        }
    }

    /**
     * There are as many dynamic clients as may be. Nobody was evicted.
     *
     * @param retryAfter when it may be worth another try
     */
    record AtCapacity(Duration retryAfter) implements RegistrationOutcome {
        @Override
        public <T> T match(BiFunction<Client, Optional<String>, T> registered, Function<Duration, T> atCapacity) {
            return atCapacity.apply(retryAfter);
        }
    }
}
