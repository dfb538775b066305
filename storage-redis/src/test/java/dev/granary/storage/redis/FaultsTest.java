package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.exceptions.JedisDataException;

class FaultsTest {

    /** What Redis 6.2.11, Redis 7.0.15 and Valkey 8.0.1 said. */
    @ParameterizedTest
    @CsvSource({
        "READONLY, ERR Error running script (call to f_ff96): @user_script:1: @user_script: 1: -READONLY You can't write.",
        "OOM, ERR Error running script (call to f_ff96): @user_script:12: @user_script: 12: -OOM command not allowed",
        "READONLY, READONLY You can't write against a read only replica. script: ff96, on @user_script:1.",
        "LOADING, LOADING Valkey is loading the dataset in memory",
        "ERR, ERR unknown command",
        "ERR, ERR Error running script (call to f_ff96): @user_script:1: user_script:1: attempt to index a nil value",
        "ERR, 'a secret value'"
    })
    void theErrorWordIsFoundAlsoBehindThatOfAScript(String word, String message) {
        assertThat(Faults.codeOf(new JedisDataException(message))).isEqualTo(word);
    }
}
