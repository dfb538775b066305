package dev.granary.cli.tck;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time as people write it: {@code 90s}, {@code 10m}, {@code 1h30m}. */
final class ThoroughTime implements ITypeConverter<Duration> {

    ThoroughTime() {}

    @Override
    public Duration convert(String text) {
        try {
            Duration time = Duration.parse("PT" + text);
            if (!time.isNegative()) {
                return time;
            }
        } catch (DateTimeParseException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException("expected a time such as 90s, 10m or 2h, got '" + text + "'");
    }
}
