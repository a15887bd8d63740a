package io.laiwang.chat;

import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.MongodRequired;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MongodRequired.class)
@QuarkusTest
@WithTestResource(
        value = EmbeddedStack.class,
        initArgs = {@ResourceArg(name = "database", value = "chat"), @ResourceArg(name = "store", value = "mongodb")})
class DisappearingOnMongoTest extends DisappearingContract {}
