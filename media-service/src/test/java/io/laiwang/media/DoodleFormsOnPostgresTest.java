package io.laiwang.media;

import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "media"))
@WithTestResource(ChatMembers.class)
class DoodleFormsOnPostgresTest extends DoodleFormsContract {}
