package dev.granary.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Reads requests, finds their endpoint and writes its answer. */
final class AuthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private volatile boolean closed;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(closed ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_NOT_FOUND);
    }

    void close() {
        closed = true;
    }
}
