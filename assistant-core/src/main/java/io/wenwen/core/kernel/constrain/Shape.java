package io.wenwen.core.kernel.constrain;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One way in which a value may be written. */
sealed interface Shape {

    /** A shape that nothing can have. */
    int IMPOSSIBLE = 1 << 24;

    /** Levels of arrays and objects that the shallowest value of this shape has; {@link #IMPOSSIBLE} if there is none. */
    int depth();

    /** A text of a regular language: a literal, a number, a string with a pattern. */
    record Plain(ByteDfa text) implements Shape {
        @Override
        public int depth() {
            return 0;
        }
    }

    /**
     * A string of any characters.
     *
     * @param most -1 for no bound
     */
    record Free(int least, int most) implements Shape {
        @Override
        public int depth() {
            return 0;
        }
    }

    /**
     * @param first what the first items are
     * @param rest what the others are; {@code null} if there are none
     * @param most -1 for no bound
     */
    record Items(List<Node> first, @Nullable Node rest, int least, int most) implements Shape {

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        /** What the item at this place is; {@code null} if there can be none. */
        @Nullable
        Node item(int index) {
            return most >= 0 && index >= most ? null : index < first.size() ? first.get(index) : rest;
        }

        @Override
        public int depth() {
            int deepest = 0;
            for (int i = 0; i < Math.min(least, first.size() + 1); i++) {
                Node item = item(i);
                deepest = Math.max(deepest, item == null ? IMPOSSIBLE : item.depth);
            }
            return Math.min(IMPOSSIBLE, deepest + 1);
        }
    }

    /**
     * @param names in the order in which they are written
     * @param keys the names as automata, quotes and colon included
     * @param escaped the names' bytes within the quotes, each byte as one character
     * @param others what unnamed properties are; {@code null} if there are none
     * @param mostOthers how many unnamed properties one object may have
     * @param most -1 for no bound
     */
    record Members(
            List<String> names,
            List<ByteDfa> keys,
            Set<String> escaped,
            List<Node> values,
            BitSet required,
            @Nullable Node others,
            int mostOthers,
            int least,
            int most)
            implements Shape {

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        /** True where the number of properties decides what may come. */
        boolean counted() {
            return least > 0 || most >= 0;
        }

        @Override
        public int depth() {
            int deepest = 0;
            for (int i = required.nextSetBit(0); i >= 0; i = required.nextSetBit(i + 1)) {
                deepest = Math.max(deepest, values.get(i).depth);
            }
            int lacking = least - required.cardinality();
            if (lacking > 0) {
                int other = others == null ? IMPOSSIBLE : others.depth;
                int[] more = IntStream.concat(
                                IntStream.range(0, values.size())
                                        .filter(i -> !required.get(i))
                                        .map(i -> values.get(i).depth),
                                IntStream.range(0, Math.min(lacking, mostOthers))
                                        .map(i -> other))
                        .sorted()
                        .toArray();
                deepest = lacking > more.length ? IMPOSSIBLE : Math.max(deepest, more[lacking - 1]);
            }
            boolean tooMany = most >= 0 && required.cardinality() > most;
            return tooMany ? IMPOSSIBLE : Math.min(IMPOSSIBLE, deepest + 1);
        }
    }

    /** What a value may be: any of these shapes. */
    final class Node {
        List<Shape> shapes = List.of();
        int depth = IMPOSSIBLE;
        /** True where a value of this kind may lie within itself. */
        boolean recursive;
    }
}
