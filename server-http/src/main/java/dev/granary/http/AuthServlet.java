package dev.granary.http;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.BodyTooLargeException;
import dev.granary.http.exchange.CrossOrigin;
import dev.granary.http.exchange.Failures;
import dev.granary.http.exchange.RequestReader;
import dev.granary.http.exchange.Routes;
import dev.granary.http.outcome.RefusedException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads requests, finds their endpoint and writes its answer. */
final class AuthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;

    private final transient Routes routes;
    private final transient Failures failures;
    private final transient CrossOrigin crossOrigin;
    private final String issuerPath;
    private volatile boolean closed;

    AuthServlet(Routes routes, Failures failures, CrossOrigin crossOrigin, String issuerPath) {
        this.routes = routes;
        this.failures = failures;
        this.crossOrigin = crossOrigin;
        this.issuerPath = issuerPath;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = routes.choose(spellings(request));
        Optional<String> origin = Optional.ofNullable(request.getHeader("Origin"));
        Optional<String> wanted = Optional.ofNullable(request.getHeader("Access-Control-Request-Method"));
        Answer answer = crossOrigin.isPreflight(request.getMethod(), path, wanted)
                ? crossOrigin.preflight(path, origin)
                : crossOrigin.open(path, origin, answer(request, path));
        write(answer, response);
    }

    /** Refuses every further request. */
    void close() {
        closed = true;
    }

    private Answer answer(HttpServletRequest request, String path) {
        try {
            if (closed) {
                throw RefusedException.of(
                        OAuth2Error.TEMPORARILY_UNAVAILABLE.setHTTPStatusCode(UNAVAILABLE), "the server is closed");
            }
            return routes.answer(RequestReader.read(request, path));
        } catch (BodyTooLargeException e) {
            ErrorObject error = new ErrorObject("invalid_request", e.getMessage(), TOO_LARGE);
            return Answer.error(failures.tell(path, new RefusedException(error)));
        } catch (RuntimeException e) {
            return Answer.error(failures.tell(path, e));
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
