package dev.granary.storage.redis;

import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** The way to the servers, through a client's pools. Nothing is sent that {@link Exchange} does not send. */
interface Route {

    /** The primary that a bucket lies at, as far as is known. */
    HostAndPort nodeOf(int bucket);

    /** A connection to a node from its pool; closing it gives it back. */
    Connection connect(HostAndPort node);

    /** One bucket of each primary that is known. */
    List<Integer> onePerPrimary();

    /** Takes notice that a server sent us elsewhere; {@code false} if that cannot be followed. */
    boolean follow(int bucket, JedisRedirectionException redirection);

    /** Takes notice that a node did not answer. */
    void lost();

    /** Whether keys of different buckets may lie at different nodes. */
    boolean isDivided();

    /** Closes the client. */
    void close();
}
