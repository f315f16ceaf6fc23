package io.wenwen.core.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk has no room for the file; no other source can help. */
final class DiskFullException extends IOException {

    private static final long serialVersionUID = 1;
    private static final long SPARE = 64L << 20;

    private DiskFullException(String message) {
        super(message);
    }

    /** Throws where {@code bytes} more, and a little air, do not fit into the folder. */
    static void unlessRoom(Path folder, long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes + SPARE) {
            throw full(folder, bytes, free);
        }
    }

    /** Writes, and tells a full disk from other trouble. */
    static void guard(Path file, OutputStream out, byte[] buffer, int length) throws IOException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                unlessRoom(folder, length);
            }
            throw e;
        }
    }

    private static DiskFullException full(Path folder, long bytes, long free) {
        return new DiskFullException("No room in " + folder + ": " + ((bytes + SPARE) >> 20) + " MB are needed, "
                + (free >> 20) + " MB are free.");
    }
}
