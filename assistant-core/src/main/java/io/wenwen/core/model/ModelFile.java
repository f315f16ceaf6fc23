package io.wenwen.core.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model file that lies on this machine and whose hash is known.
 *
 * @param name what answers call it
 * @param sha256 lower-case hex, computed from the file's bytes
 * @param known its catalogue entry; {@code null} for a file that the user brought
 */
public record ModelFile(
        String name,
        Path path,
        long bytes,
        String sha256,
        @Nullable KnownModel known) {}
