package io.wenwen.app.access;

import io.wenwen.app.operate.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Secrets of this shop, made on first start, in {@code secrets/} under the home, readable by its owner alone. */
@Component
class HomeSecrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;

    HomeSecrets(Home home) {
        this.folder = home.folder().resolve("secrets");
    }

    /** Random bytes as base64url without padding. */
    static String random(int bytes) {
        byte[] drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }

    /** The key that signs shoppers' cookies: 32 bytes; with a new one every shopper starts anew. */
    byte[] cookieKey() {
        Path file = folder.resolve("cookie.key");
        try {
            if (!Files.exists(file)) {
                write(file, random(32) + "\n");
            }
            byte[] key = Base64.getUrlDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (key.length < 32) {
                throw new IllegalStateException("The key in " + file + " has " + key.length
                        + " bytes, 32 are needed. Delete the file; a new one is made at the next start.");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or make " + file + ". Is the home folder writable?", e);
        }
    }

    /** Where the demo passwords are written down for whoever started the shop. */
    Path demoAccountsFile() {
        return folder.resolve("demo-accounts.properties");
    }

    /** Writes a file that only its owner may read, whole or not at all. */
    void write(Path file, String text) {
        try {
            Files.createDirectories(folder);
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ". Is the disk full or the folder read-only?", e);
        }
    }
}
