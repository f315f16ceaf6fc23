package io.wenwen.core.kernel.constrain;

import tools.jackson.databind.JsonNode;

/** A part of a schema document and where it stands; equal where it is the same place. */
record Located(String pointer, JsonNode node) {

    Located child(String key) {
        return new Located(pointer + "/" + key.replace("~", "~0").replace("/", "~1"), node.get(key));
    }

    Located child(String key, int index) {
        return new Located(pointer + "/" + key + "/" + index, node.get(key).get(index));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Located located && pointer.equals(located.pointer);
    }

    @Override
    public int hashCode() {
        return pointer.hashCode();
    }

    UnsupportedSchemaException unsupported(String keyword, String why) {
        return new UnsupportedSchemaException(pointer, keyword, why);
    }

    IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException("JSON schema at #" + pointer + ": " + what);
    }
}
