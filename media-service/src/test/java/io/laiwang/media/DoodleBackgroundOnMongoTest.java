package io.laiwang.media;

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
        initArgs = {@ResourceArg(name = "database", value = "media"), @ResourceArg(name = "store", value = "mongodb")})
@WithTestResource(ChatMembers.class)
class DoodleBackgroundOnMongoTest extends DoodleBackgroundContract {}
