package io.laiwang.stack;

/** Tells the person at the terminal what happens. */
public interface Progress {
    void says(String line);

    default void begins(String part) {}

    void ready(String part);

    /** For tests: nobody looks. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void says(String line) {}

            @Override
            public void ready(String part) {}
        };
    }

    /** Line by line, with the seconds since the start. */
    static Progress terminal() {
        long start = System.nanoTime();
        return new Progress() {
            @Override
            public void says(String line) {
                System.out.println(line);
            }

            @Override
            public void ready(String part) {
                says("  %-16s ready after %4.1f s".formatted(part, (System.nanoTime() - start) / 1e9));
            }
        };
    }
}
