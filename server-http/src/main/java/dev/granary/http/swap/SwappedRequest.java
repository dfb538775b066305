package dev.granary.http.swap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A request of which some header fields are hidden and one may be put in. */
final class SwappedRequest extends HttpServletRequestWrapper {

    static final String AUTHORIZATION = "Authorization";

    private final Set<String> hidden = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final String header;
    private final Optional<String> value;

    private SwappedRequest(HttpServletRequest request, String header, Optional<String> value) {
        super(request);
        this.header = header;
        this.value = value;
        hidden.add(header);
    }

    /** With these credentials in this field, and none of the client's. */
    static SwappedRequest with(HttpServletRequest request, String header, String upstreamToken) {
        SwappedRequest swapped = new SwappedRequest(request, header, Optional.of("Bearer " + upstreamToken));
        swapped.hidden.add(AUTHORIZATION);
        return swapped;
    }

    /** Without this field. */
    static SwappedRequest without(HttpServletRequest request, String header) {
        return new SwappedRequest(request, header, Optional.empty());
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (!hidden.contains(name)) {
            return super.getHeader(name);
        }
        return name.equalsIgnoreCase(header) ? value.orElse(null) : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!hidden.contains(name)) {
            return super.getHeaders(name);
        }
        return Collections.enumeration(
                name.equalsIgnoreCase(header) ? value.stream().toList() : List.of());
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Collections.list(super.getHeaderNames()));
        names.removeAll(hidden);
        value.ifPresent(swapped -> names.add(header));
        return Collections.enumeration(names);
    }
}
