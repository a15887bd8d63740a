package io.laiwang.group;

import io.laiwang.testing.NativeContract;

class NativeTest implements NativeContract {}
