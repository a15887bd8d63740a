package io.laiwang.auth.erasure;

import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** For services: one has forgotten an account. Saying it again changes nothing. */
@Path("/internal/erasures/{accountId}/reports")
class ErasureReportResource {
    private final ErasureLog log;

    ErasureReportResource(ErasureLog log) {
        this.log = log;
    }

    record Report(@Nullable String service) {}

    @POST
    @Operation(hidden = true)
    public Uni<Void> report(@PathParam("accountId") String accountId, @Nullable Report body) {
        String service = Checks.body(body).service();
        new Checks()
                .check("service", ErasureLog.SERVICES.contains(String.valueOf(service)), "keeps nothing of accounts")
                .orRefuse();
        return log.report(Ids.inPath(accountId), String.valueOf(service));
    }
}
