package io.laiwang.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** A log file that never takes more than twice 10 MB: when it is full it becomes {@code *.log.1} and starts anew. */
public final class LogFile implements Consumer<String>, AutoCloseable {
    private static final long MAX_CHARS = 10_000_000;

    private final Path file;
    private Writer out;
    private long written;

    public LogFile(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        this.out = open();
        this.written = Files.size(file);
    }

    @Override
    public synchronized void accept(String line) {
        try {
            if (written > MAX_CHARS) {
                out.close();
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                out = open();
                written = 0;
            }
            out.write(line + "\n");
            out.flush();
            written += line.length() + 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private Writer open() throws IOException {
        return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
