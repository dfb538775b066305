package dev.granary.http.fuzz;

import dev.granary.http.AuthServer;
import dev.granary.http.fixture.World;
import dev.granary.http.swap.SwapSettings;
import dev.granary.http.swap.TokenSwapFilter;
import dev.granary.scope.Resource;
import dev.granary.upstream.ProviderName;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A resource server behind filters that swap tokens, and what got through to it. Safe for threads. */
final class Swapped {

    private static final String FIELD = "X-Upstream-Token";
    private static final SwapSettings REPLACING =
            SwapSettings.replacing(new ProviderName("corp"), new Resource(World.API));

    private final List<Seen> seen = new ArrayList<>();

    /** Where an upstream's token is put. */
    enum Way {
        REPLACED,
        FIELD,
        ANONYMOUS
    }

    /**
     * A request that got through.
     *
     * @param upstream the fields that only the filter may fill
     */
    record Seen(Way way, List<String> upstream, List<String> authorization) {}

    /** What got through since the last time. */
    synchronized List<Seen> taken() {
        List<Seen> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    private synchronized void see(Seen request) {
        seen.add(request);
    }

    /** The resource server of a ground: {@code /field} and {@code /anonymous} are behind filters of their own. */
    HttpServlet before(Ground ground) {
        AuthServer server = ground.world().server;
        return new Guarded(
                server.tokenSwapFilter(REPLACING),
                server.tokenSwapFilter(REPLACING.into(FIELD)),
                server.tokenSwapFilter(REPLACING.into(FIELD).passingAnonymous()));
    }

    private final class Guarded extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient TokenSwapFilter replacing;
        private final transient TokenSwapFilter filling;
        private final transient TokenSwapFilter passing;

        Guarded(TokenSwapFilter replacing, TokenSwapFilter filling, TokenSwapFilter passing) {
            this.replacing = replacing;
            this.filling = filling;
            this.passing = passing;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            if (request.getRequestURI().startsWith("/field")) {
                filling.doFilter(request, response, behind(Way.FIELD, FIELD));
            } else if (request.getRequestURI().startsWith("/anonymous")) {
                passing.doFilter(request, response, behind(Way.ANONYMOUS, FIELD));
            } else {
                replacing.doFilter(request, response, behind(Way.REPLACED, "Authorization"));
            }
        }

        /** Below {@code /…/refused} nothing is good enough. */
        private FilterChain behind(Way way, String field) {
            return (passed, response) -> {
                HttpServletRequest request = (HttpServletRequest) passed;
                see(new Seen(way, fields(request, field), fields(request, "authorization")));
                if (request.getRequestURI().endsWith("/refused")) {
                    ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                }
            };
        }

        private static List<String> fields(HttpServletRequest request, String name) {
            return List.copyOf(Collections.list(request.getHeaders(name)));
        }
    }
}
