package dev.granary.http.outbound;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * The one way in which this server sends requests: bounded, in time, never redirected, never repeated, and only to
 * addresses that a policy allows, checked on the very address that is connected to. It holds nothing that must be
 * closed. Safe for threads.
 */
public final class Outbound {

    private static final int LARGEST_ERROR = 8 * 1024;
    private static final int BAD_REQUEST = 400;

    private final CloseableHttpClient client;
    private final OutboundLimits limits;

    /** Speaks with what the policy allows. */
    public Outbound(AddressPolicy policy, OutboundLimits limits) {
        this(policy, limits, InetAddress::getAllByName);
    }

    /** The same, with names looked up there. */
    Outbound(AddressPolicy policy, OutboundLimits limits, NameService names) {
        this.client = Clients.guarded(new GuardedNames(policy, names), limits);
        this.limits = limits;
    }

    /** Sends a request. Errors and redirects are answers. @throws OutboundException if there is no answer */
    public OutboundAnswer send(OutboundRequest request) {
        HttpUriRequestBase message = message(request);
        // A read's time limit begins anew with each byte; only from outside can a slow answer be ended.
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> watch = end.orTimeout(limits.patience().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, late) -> Optional.ofNullable(late).ifPresent(unused -> message.cancel()));
        try {
            return exchange(message, request.where());
        } catch (IOException | IllegalStateException e) {
            throw failed(e, watch.isCompletedExceptionally(), request.where());
        } finally {
            // The first in the chain, or the request would be kept until its time is over.
            end.complete(null);
        }
    }

    private static HttpUriRequestBase message(OutboundRequest request) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(message::setHeader);
        request.body().ifPresent(text -> message.setEntity(new StringEntity(text, StandardCharsets.UTF_8)));
        return message;
    }

    private OutboundAnswer exchange(HttpUriRequestBase message, String where) throws IOException {
        ClassicHttpResponse response = client.executeOpen(null, message, null);
        try {
            return OutboundAnswer.of(response.getCode(), headers(response), body(response, where));
        } finally {
            // To close the response would read it to its end, and that may never come.
            message.cancel();
        }
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(
                    header.getName().toLowerCase(Locale.ROOT),
                    Optional.ofNullable(header.getValue()).orElse(""));
        }
        return headers;
    }

    private byte[] body(ClassicHttpResponse response, String where) throws IOException {
        Optional<HttpEntity> entity = Optional.ofNullable(response.getEntity());
        if (entity.isEmpty()) {
            return new byte[0];
        }
        if (response.getCode() >= BAD_REQUEST) {
            return entity.get().getContent().readNBytes(LARGEST_ERROR);
        }
        byte[] body = entity.get().getContent().readNBytes(limits.largestBody() + 1);
        if (body.length > limits.largestBody()) {
            throw new OutboundException(
                    OutboundException.Kind.TOO_LARGE,
                    where + " answered with more than " + limits.largestBody() + " bytes");
        }
        return body;
    }

    private static OutboundException failed(Exception failure, boolean late, String where) {
        if (failure instanceof ForbiddenAddressException) {
            return new OutboundException(
                    OutboundException.Kind.FORBIDDEN, where + " has no address that may be connected to");
        }
        boolean connected = !(failure instanceof UnknownHostException
                || failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof SSLHandshakeException);
        return new OutboundException(
                connected ? OutboundException.Kind.NO_ANSWER : OutboundException.Kind.NOT_CONNECTED,
                where
                        + (late
                                ? " took too long"
                                : " failed: " + failure.getClass().getSimpleName()));
    }
}
