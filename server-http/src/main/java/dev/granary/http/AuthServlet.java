package dev.granary.http;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.domain.audit.Correlation;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.CrossOrigin;
import dev.granary.http.exchange.Failures;
import dev.granary.http.exchange.RequestId;
import dev.granary.http.exchange.RequestLimits;
import dev.granary.http.exchange.RequestListener;
import dev.granary.http.exchange.RequestReader;
import dev.granary.http.exchange.Routes;
import dev.granary.http.exchange.TooLargeException;
import dev.granary.http.outcome.RefusedException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Reads requests, finds their endpoint and writes its answer. */
final class AuthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int UNAVAILABLE = 503;
    private static final int FAILED = 500;

    private final transient Routes routes;
    private final transient Failures failures;
    private final transient CrossOrigin crossOrigin;
    private final String issuerPath;
    private final transient Attendance attendance;
    private volatile boolean closed;

    /** Who is told of requests, how large they may be, and what their ids are made of. */
    record Attendance(RequestListener listener, Supplier<RequestLimits> limits, RandomGenerator random) {}

    AuthServlet(Routes routes, Failures failures, CrossOrigin crossOrigin, String issuerPath, Attendance attendance) {
        this.routes = routes;
        this.failures = failures;
        this.crossOrigin = crossOrigin;
        this.issuerPath = issuerPath;
        this.attendance = attendance;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RequestListener.Served served = attendance.listener().begin();
        String path = routes.choose(spellings(request));
        RequestId id = RequestId.of(request, attendance.random());
        Correlation.Scope correlation = Correlation.enter(id.value());
        int status = FAILED;
        Answer answer;
        try {
            answer = attend(request, path).with(RequestId.HEADER, id.value());
            status = answer.status();
        } finally {
            correlation.close();
            served.end(routes.nameOf(path), status);
        }
        write(answer, response);
    }

    /** Refuses every further request. */
    void close() {
        closed = true;
    }

    private Answer attend(HttpServletRequest request, String path) {
        Optional<String> origin = Optional.ofNullable(request.getHeader("Origin"));
        Optional<String> wanted = Optional.ofNullable(request.getHeader("Access-Control-Request-Method"));
        return crossOrigin.isPreflight(request.getMethod(), path, wanted)
                ? crossOrigin.preflight(path, origin)
                : crossOrigin.open(path, origin, answer(request, path));
    }

    private Answer answer(HttpServletRequest request, String path) {
        try {
            if (closed) {
                throw RefusedException.of(
                                OAuth2Error.TEMPORARILY_UNAVAILABLE.setHTTPStatusCode(UNAVAILABLE),
                                "the server is closed")
                        .with("Retry-After", "1");
            }
            return routes.answer(
                    RequestReader.read(request, path, attendance.limits().get()));
        } catch (TooLargeException e) {
            return Answer.error(failures.tell(routes.nameOf(path), new RefusedException(e.error())));
        } catch (RuntimeException e) {
            return Answer.error(failures.tell(routes.nameOf(path), e));
        }
    }

    /** Hosts mount servlets in many ways; the issuer's path may be in any part of the request's, or in none. */
    private List<String> spellings(HttpServletRequest request) {
        String info = Optional.ofNullable(request.getPathInfo()).orElse("");
        String inContext = request.getServletPath() + info;
        String whole = request.getContextPath() + inContext;
        List<String> spellings = new ArrayList<>();
        if (whole.startsWith(issuerPath + "/")) {
            spellings.add(whole.substring(issuerPath.length()));
        }
        spellings.addAll(List.of(inContext, info));
        return spellings;
    }

    private static void write(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
