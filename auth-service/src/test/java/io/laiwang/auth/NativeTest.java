package io.laiwang.auth;

import io.laiwang.testing.NativeContract;

class NativeTest implements NativeContract {}
