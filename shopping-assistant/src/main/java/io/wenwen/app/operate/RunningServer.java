package io.wenwen.app.operate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who serves a home now.
 *
 * @param pid its process
 * @param url where it listens, without a slash at the end; empty while it still starts
 */
public record RunningServer(long pid, String url) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The home's right to one server, held as long as the process lives: the operating system lets go of it also after
     * {@code kill -9}, so no stale file can claim a server that is gone.
     */
    public static final class Claim implements AutoCloseable {
        private final Home home;
        private final FileChannel channel;

        private Claim(Home home, FileChannel channel) {
            this.home = home;
            this.channel = channel;
        }

        /** Tells other processes where this one listens. */
        public void announce(String url) throws IOException {
            Path fresh = home.runFile().resolveSibling("run.json.new");
            Files.writeString(
                    fresh,
                    JSON.writeValueAsString(
                                    new RunningServer(ProcessHandle.current().pid(), url))
                            + "\n");
            Files.move(fresh, home.runFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(home.runFile());
            channel.close();
        }
    }

    /** Takes the home for this process; empty where another process has it. */
    public static Optional<Claim> claim(Home home) throws IOException {
        FileChannel channel = FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel).isEmpty()) {
            channel.close();
            return Optional.empty();
        }
        Claim claim = new Claim(home, channel);
        claim.announce("");
        return Optional.of(claim);
    }

    /** The server that holds the home; empty where none does, whatever {@code run.json} says. */
    public static Optional<RunningServer> of(Home home) {
        if (!Files.exists(home.lockFile())) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(home.lockFile(), StandardOpenOption.WRITE)) {
            if (lock(channel).isPresent()) {
                return Optional.empty();
            }
            return Optional.of(JSON.readValue(Files.readString(home.runFile()), RunningServer.class));
        } catch (IOException | JacksonException e) {
            // Held, but the holder has not yet said who it is.
            return Optional.of(new RunningServer(-1, ""));
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // this very process holds it
        }
    }

    /** How a person would call it. */
    public String where() {
        return (url.isEmpty() ? "(still starting)" : url) + (pid > 0 ? ", process " + pid : "");
    }
}
