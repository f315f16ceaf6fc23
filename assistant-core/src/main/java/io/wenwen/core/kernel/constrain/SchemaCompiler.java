package io.wenwen.core.kernel.constrain;

import io.wenwen.core.kernel.constrain.Facets.Kind;
import io.wenwen.core.kernel.constrain.Shape.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns a schema into nodes and shapes. A node stands for schemas that hold together and is made once, so a recursive schema is a
 * cycle of nodes; what no finite value satisfies is found and left out.
 */
final class SchemaCompiler {

    private static final int MOST_NODES = 4_000;

    private final SchemaReader reader;
    private final JsonForm form;
    private final Map<Set<Located>, Node> nodes = new LinkedHashMap<>();
    private final ArrayDeque<Set<Located>> open = new ArrayDeque<>();

    private SchemaCompiler(JsonNode schema, JsonForm form) {
        this.reader = new SchemaReader(schema);
        this.form = form;
    }

    /**
     * @throws UnsupportedSchemaException naming the keyword that cannot be enforced
     * @throws IllegalArgumentException if no value satisfies the schema, or it is malformed
     */
    static Node compile(JsonNode schema, JsonForm form) {
        SchemaCompiler compiler = new SchemaCompiler(schema, form);
        Node root = compiler.node(Set.of(compiler.reader.root()));
        while (!compiler.open.isEmpty()) {
            Set<Located> next = compiler.open.remove();
            Node node = compiler.nodes.get(next);
            if (node != null) {
                node.shapes = compiler.shapes(next);
            }
        }
        compiler.findDepths();
        compiler.findCycles();
        if (root.depth >= Shape.IMPOSSIBLE) {
            throw new IllegalArgumentException("JSON schema: no value satisfies it.");
        }
        if (compiler.nodes.values().stream().anyMatch(n -> n.depth < Shape.IMPOSSIBLE && n.depth > form.depth())) {
            throw new UnsupportedSchemaException(
                    "", "nesting deeper than " + form.depth() + " levels", "Raise the form's depth.");
        }
        return root;
    }

    private Node node(Set<Located> together) {
        Node known = nodes.get(together);
        if (known != null) {
            return known;
        }
        if (nodes.size() >= MOST_NODES) {
            throw new UnsupportedSchemaException("", "a schema of more than " + MOST_NODES + " parts", "Split it.");
        }
        Node node = new Node();
        nodes.put(together, node);
        open.add(together);
        return node;
    }

    private List<Shape> shapes(Set<Located> together) {
        List<Shape> shapes = new ArrayList<>();
        for (Facets facets : reader.alternatives(together)) {
            if (facets.values != null) {
                literals(facets, facets.values, shapes);
                continue;
            }
            for (Kind kind : facets.kinds) {
                Shape shape = shape(kind, facets);
                if (shape != null) {
                    shapes.add(shape);
                }
            }
        }
        return shapes.stream().distinct().toList();
    }

    private void literals(Facets facets, Map<String, JsonNode> values, List<Shape> shapes) {
        List<String> texts = new ArrayList<>();
        values.forEach((sorted, value) -> {
            boolean container = value.isArray() || value.isObject();
            if (container && !(facets.items.isEmpty() && facets.properties.isEmpty() && facets.required.isEmpty())) {
                throw new UnsupportedSchemaException(
                        "", "enum or const of arrays or objects beside other keywords for them", "Leave those out.");
            }
            if (!Values.excluded(facets, sorted, value)) {
                texts.add(JsonText.of(value, false));
            }
        });
        if (!texts.isEmpty()) {
            shapes.add(new Shape.Plain(ByteDfa.texts(texts)));
        }
    }

    private @Nullable Shape shape(Kind kind, Facets facets) {
        return switch (kind) {
            case NULL -> new Shape.Plain(ByteDfa.text("null"));
            case BOOLEAN -> new Shape.Plain(ByteDfa.texts(List.of("true", "false")));
            case INTEGER -> plain(facets.onlyIntegers() ? integers(facets) : decimals(facets));
            // Whole numbers are decimals too: one shape has them all.
            case FRACTION -> null;
            case STRING -> string(facets);
            case ARRAY -> items(facets);
            case OBJECT -> members(facets);
        };
    }

    private static @Nullable Shape plain(CharDfa texts) {
        return texts.isEmpty() ? null : new Shape.Plain(StringBytes.plain(texts));
    }

    private static CharDfa integers(Facets facets) {
        NumberTexts.Bound low = facets.least;
        NumberTexts.Bound high = facets.most;
        BigInteger least = low == null ? null : whole(low, RoundingMode.CEILING, BigInteger.ONE);
        BigInteger most = high == null ? null : whole(high, RoundingMode.FLOOR, BigInteger.ONE.negate());
        CharDfa texts = NumberTexts.integers(least, most, 1);
        for (BigDecimal multiple : facets.multiples) {
            texts = texts.and(NumberTexts.integers(null, null, modulus(multiple)));
        }
        return texts;
    }

    /** The first whole number from a bound inwards. */
    private static BigInteger whole(NumberTexts.Bound bound, RoundingMode inwards, BigInteger step) {
        BigInteger nearest = bound.value().setScale(0, inwards).toBigInteger();
        boolean excluded = !bound.inclusive() && bound.value().compareTo(new BigDecimal(nearest)) == 0;
        return excluded ? nearest.add(step) : nearest;
    }

    /** The whole numbers that are multiples of a decimal n/d in lowest terms are those of n. */
    private static int modulus(BigDecimal multiple) {
        BigInteger denominator = BigInteger.TEN.pow(Math.max(0, multiple.scale()));
        BigInteger numerator = multiple.multiply(new BigDecimal(denominator)).toBigIntegerExact();
        BigInteger modulus = numerator.divide(numerator.gcd(denominator).max(BigInteger.ONE));
        if (multiple.signum() <= 0 || modulus.bitLength() > 31 || modulus.intValue() > NumberTexts.MOST_MODULUS) {
            throw new UnsupportedSchemaException(
                    "", "multipleOf " + multiple, "It must be positive and at most " + NumberTexts.MOST_MODULUS + ".");
        }
        return modulus.intValue();
    }

    private static CharDfa decimals(Facets facets) {
        if (facets.multiples.isEmpty()) {
            return facets.least == null && facets.most == null
                    ? NumberTexts.decimals()
                    : NumberTexts.decimals(facets.least, facets.most, NumberTexts.FRACTION_DIGITS);
        }
        int digits = NumberTexts.FRACTION_DIGITS;
        List<BigDecimal> whole = new ArrayList<>();
        for (BigDecimal multiple : facets.multiples) {
            BigDecimal stripped = multiple.stripTrailingZeros();
            if (stripped.signum() > 0 && stripped.scale() <= 0) {
                digits = 0;
                whole.add(stripped);
            } else if (stripped.unscaledValue().equals(BigInteger.ONE)) {
                digits = Math.min(digits, stripped.scale());
            } else {
                throw new UnsupportedSchemaException(
                        "",
                        "multipleOf " + multiple,
                        "Of numbers with a fraction only 0.1, 0.01 and so on can be enforced.");
            }
        }
        if (digits == 0) {
            Facets integers = new Facets();
            integers.least = facets.least;
            integers.most = facets.most;
            integers.multiples.addAll(whole);
            return integers(integers);
        }
        return NumberTexts.decimals(facets.least, facets.most, digits);
    }

    private static @Nullable Shape string(Facets facets) {
        if (facets.mostLength >= 0 && facets.mostLength < facets.leastLength) {
            return null;
        }
        CharDfa contents = facets.contents();
        if (contents == null) {
            return new Shape.Free(facets.leastLength, facets.mostLength);
        }
        return contents.isEmpty() ? null : new Shape.Plain(StringBytes.quoted(contents));
    }

    private @Nullable Shape items(Facets facets) {
        if (facets.mostItems >= 0 && facets.mostItems < facets.leastItems) {
            return null;
        }
        List<Node> first = new ArrayList<>();
        for (int i = 0; i < facets.prefix(); i++) {
            first.add(node(facets.item(i)));
        }
        return new Shape.Items(first, node(facets.item(facets.prefix())), facets.leastItems, facets.mostItems);
    }

    private Shape members(Facets facets) {
        List<String> names = List.copyOf(facets.names());
        BitSet required = new BitSet();
        List<Node> values = new ArrayList<>();
        List<ByteDfa> keys = new ArrayList<>();
        for (String name : names) {
            required.set(values.size(), facets.required.contains(name));
            values.add(node(facets.property(name)));
            keys.add(ByteDfa.text(JsonText.quoted(name) + form.colon()));
        }
        Set<String> escaped = names.stream().map(SchemaCompiler::inside).collect(Collectors.toUnmodifiableSet());
        Node others = form.otherProperties() == 0 ? null : node(facets.property(null));
        return new Shape.Members(
                names,
                keys,
                escaped,
                values,
                required,
                others,
                others == null ? 0 : form.otherProperties(),
                facets.leastProperties,
                facets.mostProperties);
    }

    /** A name's bytes between its quotes, each as one character. */
    private static String inside(String name) {
        String quoted = new String(JsonText.quoted(name).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** The least fixed point: what no round makes possible has no finite value. */
    private void findDepths() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Node node : nodes.values()) {
                int depth = node.shapes.stream().mapToInt(Shape::depth).min().orElse(Shape.IMPOSSIBLE);
                if (depth < node.depth) {
                    node.depth = depth;
                    changed = true;
                }
            }
        }
    }

    private void findCycles() {
        for (Node node : nodes.values()) {
            Set<Node> reached = new HashSet<>();
            ArrayDeque<Node> ahead = new ArrayDeque<>(inner(node));
            while (!ahead.isEmpty()) {
                Node next = ahead.remove();
                if (reached.add(next)) {
                    ahead.addAll(inner(next));
                }
            }
            node.recursive = reached.contains(node);
        }
    }

    private static List<Node> inner(Node node) {
        List<Node> inner = new ArrayList<>();
        for (Shape shape : node.shapes) {
            if (shape instanceof Shape.Items items) {
                inner.addAll(items.first());
                if (items.rest() != null) {
                    inner.add(items.rest());
                }
            } else if (shape instanceof Shape.Members members) {
                inner.addAll(members.values());
                if (members.others() != null) {
                    inner.add(members.others());
                }
            }
        }
        inner.removeIf(n -> n.depth >= Shape.IMPOSSIBLE);
        return inner;
    }
}
