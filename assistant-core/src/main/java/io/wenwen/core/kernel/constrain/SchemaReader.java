package io.wenwen.core.kernel.constrain;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Brings schemas that hold together into alternatives without inner choice: references are followed, {@code allOf} is joined, {@code
 * anyOf} and {@code oneOf} are multiplied out.
 */
final class SchemaReader {

    /** More would be a schema nobody can read. */
    static final int MOST_ALTERNATIVES = 256;

    /** Branches tried in all, those that turn out impossible included. */
    private static final int MOST_TRIED = 50_000;

    private final JsonNode root;
    private int tried;

    /** Whose branches are being proved to exclude each other. */
    private final Set<Located> proving = new HashSet<>();

    SchemaReader(JsonNode root) {
        this.root = root;
    }

    Located root() {
        return new Located("", root);
    }

    /** @param together all must hold; empty for no condition */
    List<Facets> alternatives(Set<Located> together) {
        List<Facets> found = new ArrayList<>();
        collect(
                together.stream().map(schema -> new Step(schema, null)).toList(),
                new LinkedHashSet<>(),
                List.of(),
                found);
        return found;
    }

    /** A schema that holds, and the one that says so. */
    private record Step(Located schema, @Nullable Step from) {

        boolean circular() {
            for (Step step = from; step != null; step = step.from) {
                if (step.schema.equals(schema)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A keyword whose branches are still to be chosen from. */
    private record Choice(Step at, String keyword) {}

    /**
     * @param more not yet looked at
     * @param seen looked at; their own keywords hold
     * @param choices of those seen, not yet made
     */
    private void collect(List<Step> more, Set<Located> seen, List<Choice> choices, List<Facets> found) {
        if (++tried > MOST_TRIED) {
            throw new UnsupportedSchemaException(
                    "", "more than " + MOST_TRIED + " branches to try", "Use fewer anyOf and oneOf.");
        }
        ArrayDeque<Step> open = new ArrayDeque<>(more);
        List<Choice> left = new ArrayList<>(choices);
        while (!open.isEmpty()) {
            Step step = open.removeFirst();
            Located schema = step.schema();
            if (schema.node().isBoolean()) {
                if (!schema.node().booleanValue()) {
                    return;
                }
                continue;
            }
            if (!schema.node().isObject()) {
                throw schema.malformed("a schema must be an object, true or false.");
            }
            if (step.circular()) {
                throw schema.unsupported("$ref that leads back to itself", "Put a property or an item between.");
            }
            if (seen.add(schema)) {
                expand(step, open, left);
            }
        }
        if (left.isEmpty()) {
            finish(seen, found);
            return;
        }
        Choice choice = left.removeFirst();
        Located schema = choice.at().schema();
        if (choice.keyword().equals("oneOf") && proving.add(schema)) {
            Disjoint.check(this, schema);
            proving.remove(schema);
        }
        for (int i = 0; i < schema.node().get(choice.keyword()).size(); i++) {
            Step branch = new Step(schema.child(choice.keyword(), i), choice.at());
            collect(List.of(branch), new LinkedHashSet<>(seen), left, found);
        }
    }

    private void expand(Step step, ArrayDeque<Step> open, List<Choice> left) {
        Located schema = step.schema();
        if (schema.node().has("$ref")) {
            open.add(new Step(target(schema), step));
        }
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            if (!schema.node().has(keyword)) {
                continue;
            }
            if (!schema.node().get(keyword).isArray()
                    || schema.node().get(keyword).isEmpty()) {
                throw schema.malformed(keyword + " must be an array of at least one schema.");
            }
            if (!keyword.equals("allOf")) {
                left.add(new Choice(step, keyword));
                continue;
            }
            for (int i = 0; i < schema.node().get(keyword).size(); i++) {
                open.add(new Step(schema.child(keyword, i), step));
            }
        }
    }

    private static void finish(Set<Located> seen, List<Facets> found) {
        if (found.size() >= MOST_ALTERNATIVES) {
            throw new UnsupportedSchemaException(
                    "", "more than " + MOST_ALTERNATIVES + " combinations of branches", "Use fewer anyOf and oneOf.");
        }
        Facets facets = new Facets();
        // In the order of the document, so that properties keep the order in which they are declared.
        seen.forEach(schema -> FacetReader.read(schema, facets));
        found.add(facets);
    }

    private Located target(Located schema) {
        String reference = schema.node().get("$ref").asString("");
        if (!reference.equals("#") && !reference.startsWith("#/")) {
            throw schema.unsupported(
                    "$ref " + reference, "Only JSON pointers within the same schema (#/$defs/…) can be followed.");
        }
        String pointer = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        JsonNode target = root.at(JsonPointer.compile(pointer));
        if (target.isMissingNode()) {
            throw schema.malformed("$ref " + reference + " points to nothing.");
        }
        return new Located(pointer, target);
    }
}
