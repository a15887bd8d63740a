package io.laiwang.chat;

import io.laiwang.testing.ArchitectureContract;

class ArchitectureTest implements ArchitectureContract {}
