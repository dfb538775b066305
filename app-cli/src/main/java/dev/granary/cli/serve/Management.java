package dev.granary.cli.serve;

import dev.granary.cli.management.Measurements;
import dev.granary.cli.settings.Listening;
import dev.granary.domain.audit.AuditListener;
import dev.granary.http.AuthServerBuilder;
import dev.granary.spi.Storage;

/** The port that an operator's collectors ask at, and what is measured for them. */
final class Management {

    private final Listening where;
    private final WebServer web;
    private final Measurements measurements;
    private Runnable counting = () -> {};

    private Management(Listening where, WebServer web, Measurements measurements) {
        this.where = where;
        this.web = web;
        this.measurements = measurements;
    }

    /** Takes the port, and answers nothing yet. @throws NotStartedException if it is not to be had */
    static Management bind(Listening where, Opened opened) {
        WebServer web = WebServer.bind(where);
        opened.add(web, web::close);
        Measurements measurements = new Measurements();
        opened.add(measurements, measurements::close);
        web.mount("", measurements.servlet());
        return new Management(where, web, measurements);
    }

    /** The same storage, measured, and its records counted from now on. */
    Storage over(Storage storage) {
        counting = measurements.counts(storage)::refresh;
        return measurements.over(storage);
    }

    /** Measures what the server does that is built with this. */
    void watch(AuthServerBuilder builder, AuditListener audit) {
        measurements.over(builder, audit);
    }

    /** Counts the storage's records; it may take its time. */
    Runnable counting() {
        return counting;
    }

    /** Begins to answer. */
    void start() {
        web.start();
    }

    /** Where metrics are. */
    String address() {
        return where.origin(web.port()) + "/metrics";
    }
}
