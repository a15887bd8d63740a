package io.laiwang.media;

import io.laiwang.testing.NativeContract;

class NativeTest implements NativeContract {}
