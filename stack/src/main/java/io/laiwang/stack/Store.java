package io.laiwang.stack;

/** What the services keep their data in. */
public enum Store {
    POSTGRESQL,
    MONGODB,
    KAFKA
}
