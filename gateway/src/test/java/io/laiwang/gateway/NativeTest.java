package io.laiwang.gateway;

import io.laiwang.testing.NativeContract;

class NativeTest implements NativeContract {}
