package io.laiwang.kit.token;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Tells {@link CallerFilter}, which comes after it, that a request is for whoever. Which endpoints are bound to it is
 * decided by the build: to look for an annotation on a method at run time fails in a native executable.
 */
@Provider
@OpenToAll
@Priority(Priorities.AUTHENTICATION)
class OpenFilter implements ContainerRequestFilter {
    private static final String OPEN = OpenFilter.class.getName();

    static boolean lets(ContainerRequestContext request) {
        return request.getProperty(OPEN) != null;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(OPEN, true);
    }
}
