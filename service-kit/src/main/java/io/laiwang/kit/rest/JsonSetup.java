package io.laiwang.kit.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.laiwang.contracts.Json;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** REST speaks the same JSON as the stream and the topics. */
@Singleton
class JsonSetup {
    @Produces
    @Singleton
    @Unremovable
    ObjectMapper mapper() {
        return Json.MAPPER;
    }
}
