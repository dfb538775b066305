package dev.granary.http.registration;

import dev.granary.http.exchange.Request;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells callers apart by their address. A whole /64 of IPv6 is one caller: it costs nothing to move about in it. */
final class CallerAddress {

    private static final String LITERAL = "[0-9a-fA-F:.]+";

    private final Optional<String> header;

    /** Trusts this header field, if any, to be written by a proxy in front. */
    CallerAddress(Optional<String> header) {
        this.header = header;
    }

    String of(Request request) {
        return group(header.flatMap(name -> last(request, name)).orElse(request.caller()));
    }

    /** What stands before the last address is whatever the caller wrote there. */
    private static Optional<String> last(Request request, String name) {
        List<String> values = request.headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.get(values.size() - 1);
        return Optional.of(value.substring(value.lastIndexOf(',') + 1).trim());
    }

    private static String group(String address) {
        if (address.indexOf(':') < 0 || !address.matches(LITERAL)) {
            return address;
        }
        try {
            // A literal: no name is looked up.
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
