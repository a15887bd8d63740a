package io.laiwang.gateway;

import io.laiwang.testing.ArchitectureContract;

class ArchitectureTest implements ArchitectureContract {}
