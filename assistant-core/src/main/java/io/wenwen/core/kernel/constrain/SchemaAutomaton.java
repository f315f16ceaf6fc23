package io.wenwen.core.kernel.constrain;

import io.wenwen.core.kernel.constrain.Part.Fields;
import io.wenwen.core.kernel.constrain.Part.Inside;
import io.wenwen.core.kernel.constrain.Part.Name;
import io.wenwen.core.kernel.constrain.Part.Rest;
import io.wenwen.core.kernel.constrain.Part.Text;
import io.wenwen.core.kernel.constrain.Part.Value;
import io.wenwen.core.kernel.constrain.Shape.Node;
import io.wenwen.core.kernel.constrain.State.Stack;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a compiled schema as an automaton over bytes that grows where generations go. A state holds all stacks of parts that
 * the bytes so far allow; every part that is begun can be finished, so no state is a trap. Thread-safe.
 */
final class SchemaAutomaton {

    /** When more are known the tables are dropped; states in use stay valid. */
    private static final int MOST_STATES = 10_000;

    /** Deeper than any value: inside of what is not recursive. */
    private static final int FREE_DEPTH = Shape.IMPOSSIBLE - 1;

    private static final int LONGEST_NAME = 64;

    static final ByteDfa INSIDE = StringBytes.inside();
    private static final ByteDfa QUOTE = ByteDfa.text("\"");
    private static final ByteDfa OPEN_ARRAY = ByteDfa.text("[");
    private static final ByteDfa CLOSE_ARRAY = ByteDfa.text("]");
    private static final ByteDfa OPEN_OBJECT = ByteDfa.text("{");
    private static final ByteDfa CLOSE_OBJECT = ByteDfa.text("}");

    private final Node root;
    private final JsonForm form;
    private final ByteDfa comma;
    private final ByteDfa colon;

    private record Key(Part top, @Nullable Stack below) {}

    private Map<Key, Stack> stacks = new HashMap<>();
    private Map<List<Integer>, State> states = new HashMap<>();
    private int numbers;
    private @Nullable State start;

    SchemaAutomaton(Node root, JsonForm form) {
        this.root = root;
        this.form = form;
        this.comma = ByteDfa.text(form.comma());
        this.colon = ByteDfa.text(form.colon());
    }

    synchronized State start() {
        State known = start;
        if (known == null) {
            Set<Stack> into = new LinkedHashSet<>();
            boolean ends = expand(new Value(root, depth(root, FREE_DEPTH)), null, into);
            known = state(into, ends);
            start = known;
        }
        return known;
    }

    /** States known now. */
    synchronized int size() {
        return states.size();
    }

    /** The state of only these stacks. */
    synchronized State only(List<Stack> some) {
        return state(some, false);
    }

    synchronized State step(State from, int b) {
        if (states.size() > MOST_STATES) {
            stacks = new HashMap<>();
            states = new HashMap<>();
            start = null;
        }
        Set<Stack> into = new LinkedHashSet<>();
        boolean ends = false;
        for (Stack stack : from.stacks) {
            ends |= switch (stack.top) {
                case Text text -> {
                    int next = text.dfa().next(text.state(), b);
                    yield next >= 0 && expand(new Text(text.dfa(), next), stack.below, into);
                }
                case Inside inside -> step(inside, b, stack.below, into);
                case Name name -> step(name, b, stack.below, into);
                default -> throw new IllegalStateException("A stack's top is always expanded.");
            };
        }
        return state(into, ends);
    }

    private boolean step(Inside inside, int b, @Nullable Stack below, Set<Stack> into) {
        if (inside.at() == 0 && b == '"') {
            return inside.least() == 0 && expandBelow(below, into);
        }
        int at = inside.at() == 0 && inside.most() == 0 ? ByteDfa.DEAD : INSIDE.next(inside.at(), b);
        if (at == ByteDfa.DEAD) {
            return false;
        }
        into.add(
                inside.at() != 0
                        ? stack(new Inside(at, inside.least(), inside.most()), below)
                        : stack(
                                new Inside(
                                        at,
                                        Math.max(0, inside.least() - 1),
                                        inside.most() < 0 ? -1 : inside.most() - 1),
                                below));
        return false;
    }

    private boolean step(Name name, int b, @Nullable Stack below, Set<Stack> into) {
        if (name.at() == 0 && b == '"') {
            return !name.taken(name.written()) && expandBelow(behindName(name, name.written(), below), into);
        }
        // A taken name may grow beyond the limit, or it could never end.
        boolean full = name.at() == 0 && name.most() == 0 && !name.taken(name.written());
        int at = full ? ByteDfa.DEAD : INSIDE.next(name.at(), b);
        if (at != ByteDfa.DEAD) {
            int most = name.at() == 0 ? Math.max(0, name.most() - 1) : name.most();
            into.add(stack(new Name(at, most, name.written() + (char) b, name.object()), below));
        }
        return false;
    }

    /** What follows the closing quote of an unnamed property's name. */
    private Stack behindName(Name name, String written, @Nullable Stack below) {
        Fields object = name.object();
        List<String> others = new ArrayList<>(object.others());
        others.add(written);
        others.sort(Comparator.naturalOrder());
        Fields rest =
                new Fields(object.shape(), object.depth(), object.done(), object.count(), false, List.copyOf(others));
        Node value = object.shape().others();
        if (value == null) {
            throw new IllegalStateException("An unnamed property in an object that has none.");
        }
        Stack fields = stack(rest, below);
        return stack(new Text(colon, 0), stack(new Value(value, depth(value, object.depth())), fields));
    }

    /** The state behind a free string's closing quote. */
    synchronized State behindQuote(Stack stack) {
        Set<Stack> into = new LinkedHashSet<>();
        Stack below = stack.top instanceof Name name
                // A name that nobody writes: which one it is matters only to later names.
                ? behindName(name, "\0", stack.below)
                : stack.below;
        boolean ends = expandBelow(below, into);
        return state(into, ends);
    }

    private boolean expandBelow(@Nullable Stack stack, Set<Stack> into) {
        return stack == null || expand(stack.top, stack.below, into);
    }

    /** Adds the stacks by which a part can begin; true if all of it, and all below, may be nothing. */
    private boolean expand(Part part, @Nullable Stack below, Set<Stack> into) {
        return switch (part) {
            case Text text -> {
                if (!text.dfa().last(text.state())) {
                    into.add(stack(text, below));
                }
                yield text.dfa().accepting(text.state()) && expandBelow(below, into);
            }
            case Inside inside -> {
                into.add(stack(inside, below));
                yield false;
            }
            case Name name -> {
                into.add(stack(name, below));
                yield false;
            }
            case Value value -> {
                boolean ends = false;
                for (Shape shape : value.node().shapes) {
                    if (shape.depth() <= value.depth()) {
                        ends |= expand(shape, value.depth(), below, into);
                    }
                }
                yield ends;
            }
            case Rest rest -> {
                expandRest(rest, below, into);
                yield false;
            }
            case Fields fields -> {
                expandFields(fields, below, into);
                yield false;
            }
        };
    }

    private boolean expand(Shape shape, int depth, @Nullable Stack below, Set<Stack> into) {
        return switch (shape) {
            case Shape.Plain plain -> expand(new Text(plain.text(), 0), below, into);
            case Shape.Free free ->
                expand(new Text(QUOTE, 0), stack(new Inside(0, free.least(), free.most()), below), into);
            case Shape.Items items ->
                expand(new Text(OPEN_ARRAY, 0), stack(new Rest(items, depth - 1, 0), below), into);
            case Shape.Members members ->
                expand(
                        new Text(OPEN_OBJECT, 0),
                        stack(new Fields(members, depth - 1, new BitSet(), 0, true, List.of()), below),
                        into);
        };
    }

    private static int depth(Node node, int depth, int form) {
        return node.recursive ? Math.min(depth, form) : FREE_DEPTH;
    }

    private int depth(Node node, int depth) {
        return depth(node, depth, form.depth());
    }

    private void expandRest(Rest rest, @Nullable Stack below, Set<Stack> into) {
        Shape.Items shape = rest.shape();
        if (rest.index() >= shape.least()) {
            expand(new Text(CLOSE_ARRAY, 0), below, into);
        }
        Node item = shape.item(rest.index());
        if (item == null || item.depth > depth(item, rest.depth())) {
            return;
        }
        // Behind the last place that differs from the next, places need not be told apart.
        int last = shape.most() >= 0 ? shape.most() : Math.max(shape.first().size(), shape.least());
        Stack more = stack(new Rest(shape, rest.depth(), Math.min(rest.index() + 1, Math.max(last, 1))), below);
        Value value = new Value(item, depth(item, rest.depth()));
        if (rest.index() == 0) {
            expand(value, more, into);
        } else {
            expand(new Text(comma, 0), stack(value, more), into);
        }
    }

    private void expandFields(Fields fields, @Nullable Stack below, Set<Stack> into) {
        FieldChoice choice = new FieldChoice(fields, form.anyOrder());
        if (choice.mayClose()) {
            expand(new Text(CLOSE_OBJECT, 0), below, into);
        }
        for (int property : choice.next()) {
            Node value = fields.shape().values().get(property);
            Stack more = stack(choice.behind(property), below);
            Stack rest = stack(new Value(value, depth(value, fields.depth())), more);
            Text key = new Text(fields.shape().keys().get(property), 0);
            if (fields.first()) {
                expand(key, rest, into);
            } else {
                expand(new Text(comma, 0), stack(key, rest), into);
            }
        }
        if (choice.mayName()) {
            Stack name = stack(new Name(0, LONGEST_NAME, "", choice.named()), below);
            if (fields.first()) {
                expand(new Text(QUOTE, 0), name, into);
            } else {
                expand(new Text(comma, 0), stack(new Text(QUOTE, 0), name), into);
            }
        }
    }

    private Stack stack(Part top, @Nullable Stack below) {
        return stacks.computeIfAbsent(new Key(top, below), key -> new Stack(top, below, numbers++));
    }

    private State state(Iterable<Stack> ways, boolean ends) {
        List<Stack> sorted = new ArrayList<>();
        ways.forEach(sorted::add);
        if (sorted.isEmpty() && !ends) {
            return State.DEAD;
        }
        sorted.sort(Comparator.comparingInt(stack -> stack.number));
        List<Integer> key = new ArrayList<>(sorted.size() + 1);
        sorted.forEach(stack -> key.add(stack.number));
        key.add(ends ? -1 : -2);
        return states.computeIfAbsent(key, k -> new State(this, sorted.toArray(Stack[]::new), ends));
    }
}
