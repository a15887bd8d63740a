package io.laiwang.group;

import io.laiwang.testing.ArchitectureContract;

class ArchitectureTest implements ArchitectureContract {
    @Override
    public boolean hasStorePorts() {
        return false;
    }
}
