package dev.granary.http.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Everything that the server logs. */
final class Said extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.granary");
    private final StringBuilder lines = new StringBuilder();
    private final List<String> failures = new ArrayList<>();

    private Said() {}

    /** Listens from now on. */
    static Said saying() {
        Said said = new Said();
        said.start();
        said.logger.addAppender(said);
        return said;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String line = event.getFormattedMessage() + " " + event.getKeyValuePairs() + "\n" + thrown(event);
        lines.append(line);
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            failures.add(line);
        }
    }

    private static String thrown(ILoggingEvent event) {
        return Optional.<IThrowableProxy>ofNullable(event.getThrowableProxy())
                .map(ThrowableProxyUtil::asString)
                .orElse("");
    }

    /** What was logged since the last time. */
    synchronized String taken() {
        String taken = lines.toString();
        lines.setLength(0);
        return taken;
    }

    /** What failed, ever. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
