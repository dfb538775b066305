package dev.granary.cli.development;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.JakartaServletUtils;
import dev.granary.cli.settings.Addresses;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Leads requests of this machine to their endpoint, and nobody else's anywhere. */
final class DevelopmentServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_BODY = 16_384;

    private final transient Map<String, Endpoint> endpoints;

    DevelopmentServlet(Map<String, Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JakartaServletUtils.applyHTTPResponse(answer(request), response);
    }

    private HTTPResponse answer(HttpServletRequest request) throws IOException {
        // The host's name, too: a page of elsewhere may have its own name lead here (DNS rebinding).
        if (!Addresses.isLoopback(request.getRemoteAddr()) || !Addresses.isLoopback(request.getServerName())) {
            return Pages.plain(403, "The development provider serves this machine alone.\n");
        }
        Optional<Endpoint> endpoint = Optional.ofNullable(request.getPathInfo()).map(endpoints::get);
        return endpoint.isPresent() ? answer(endpoint.get(), request) : Pages.plain(404, "There is nothing here.\n");
    }

    private static HTTPResponse answer(Endpoint endpoint, HttpServletRequest request) throws IOException {
        try {
            return endpoint.answer(JakartaServletUtils.createHTTPRequest(request, LONGEST_BODY));
        } catch (GeneralException e) {
            return Pages.plain(400, "This is no request that can be answered: " + e.getMessage() + "\n");
        }
    }
}
