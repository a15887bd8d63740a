package io.laiwang.chat;

import io.laiwang.testing.NativeContract;

class NativeTest implements NativeContract {}
