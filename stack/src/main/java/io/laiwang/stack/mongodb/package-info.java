/** A real mongod, found or fetched; never a stand-in. */
@org.jspecify.annotations.NullMarked
package io.laiwang.stack.mongodb;
