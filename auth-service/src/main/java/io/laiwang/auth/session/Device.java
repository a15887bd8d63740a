package io.laiwang.auth.session;

/** What a person calls the thing they signed in with. */
record Device(String name, String platform) {}
