package dev.granary.http.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks up names. */
@FunctionalInterface
interface NameService {

    /** The addresses of a host, which may be a literal. @throws UnknownHostException if it has none */
    InetAddress[] lookUp(String host) throws UnknownHostException;
}
