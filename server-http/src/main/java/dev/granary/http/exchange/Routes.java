package dev.granary.http.exchange;

import com.nimbusds.oauth2.sdk.ErrorObject;
import dev.granary.http.outcome.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which endpoint answers which path. */
public final class Routes {

    /** What stands for all paths that no route answers. */
    public static final String OTHER = "other";

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final List<Route> routes;

    /** Knows these routes. */
    public Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * One route.
     *
     * @param method the HTTP method; a path may have a route for each
     * @param path the path below the issuer's
     * @param subtree whether everything below the path belongs to it, too (RFC 8414 section 3.1)
     * @param endpoint what answers
     */
    public record Route(String method, String path, boolean subtree, Endpoint endpoint) {

        /** Answers GET requests of exactly this path. */
        public static Route get(String path, Endpoint endpoint) {
            return new Route("GET", path, false, endpoint);
        }

        /** Answers GET requests of this path and everything below it. */
        public static Route getBelow(String path, Endpoint endpoint) {
            return new Route("GET", path, true, endpoint);
        }

        /** Answers POST requests of exactly this path. */
        public static Route post(String path, Endpoint endpoint) {
            return new Route("POST", path, false, endpoint);
        }

        private boolean fits(String asked) {
            return asked.equals(path) || (subtree && asked.startsWith(path.endsWith("/") ? path : path + "/"));
        }
    }

    /** The first of these spellings of a path that a route answers; the first one if none is. */
    public String choose(List<String> spellings) {
        return spellings.stream()
                .filter(path -> routeOf(path).isPresent())
                .findFirst()
                .orElse(spellings.get(0));
    }

    /** The path of the route that answers a path, or {@link #OTHER}: one of a few, whatever was sent. */
    public String nameOf(String path) {
        return routeOf(path).map(Route::path).orElse(OTHER);
    }

    /**
     * Answers a request.
     *
     * @throws RefusedException if no route answers its path or its endpoint refuses it
     */
    public Answer answer(Request request) {
        List<Route> fitting =
                routes.stream().filter(route -> route.fits(request.path())).toList();
        if (fitting.isEmpty()) {
            throw new RefusedException(new ErrorObject("not_found", "there is nothing here", NOT_FOUND));
        }
        return fitting.stream()
                .filter(route -> route.method().equals(request.method()))
                .findFirst()
                .map(route -> route.endpoint().answer(request))
                .orElseGet(() -> notAllowed(fitting));
    }

    private static Answer notAllowed(List<Route> fitting) {
        String allowed = fitting.stream().map(Route::method).distinct().collect(Collectors.joining(", "));
        return Answer.json(METHOD_NOT_ALLOWED, "{\"error\":\"method_not_allowed\"}")
                .with("Allow", allowed);
    }

    private Optional<Route> routeOf(String path) {
        return routes.stream().filter(route -> route.fits(path)).findFirst();
    }
}
