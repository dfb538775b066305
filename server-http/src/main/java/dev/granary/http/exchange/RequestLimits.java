package dev.granary.http.exchange;

/**
 * How large one request may be.
 *
 * @param body the most bytes of a body: 1,024 to 1,048,576
 * @param headers the most characters of the query and all header fields together, names and values: 1,024 to 65,536.
 *     The servlet container has a limit of its own, which comes first
 * @param parameters the most parameters of a query or a form: 16 to 1,024
 * @param parameter the most characters of a parameter's value: 1,024 to 1,048,576
 */
public record RequestLimits(int body, int headers, int parameters, int parameter) {

    /** The most that query and header fields may ever be set to. */
    public static final int MOST_HEADERS = 64 * 1024;

    /** The most that a body, and a parameter in it, may ever be set to. */
    public static final int LARGEST = 1024 * 1024;

    /** The most parameters that may ever be set. */
    public static final int MOST_PARAMETERS = 1024;

    /** 64 KiB, 16 KiB, 64 parameters, 16,384 characters. */
    public static final RequestLimits DEFAULT = new RequestLimits(64 * 1024, 16 * 1024, 64, 16_384);

    /** @throws IllegalArgumentException if a value is out of its range, naming it */
    public RequestLimits {
        require("largest body", body, 1024, LARGEST);
        require("largest header fields", headers, 1024, MOST_HEADERS);
        require("most parameters", parameters, 16, MOST_PARAMETERS);
        require("longest parameter", parameter, 1024, LARGEST);
    }

    private static void require(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": expected " + least + " to " + most + ", got " + value);
        }
    }
}
