package io.laiwang.media;

import io.laiwang.testing.ArchitectureContract;

class ArchitectureTest implements ArchitectureContract {}
