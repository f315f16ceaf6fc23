package io.wenwen.core.kernel.constrain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A vocabulary as seen from inside a free string, sorted once: the tokens that stay inside, by how many characters they begin, and
 * those that hold the closing quote, by what they bring behind it. A string's mask is then put together without walking the vocabulary,
 * wherever the string stands and however much of it is left.
 */
final class StringTokens {

    /** A token that closes the string. */
    private record Closer(int token, int characters, String before, int behind) {}

    /** The tokens that stay inside and begin at most so many characters; the last of them all. */
    private final List<BitSet> upTo = new ArrayList<>();

    private final List<Closer> closers = new ArrayList<>();
    /** What closers bring behind the quote; the numbers in {@link Closer#behind}. */
    private final VocabularyTrie behind;

    private final BitSet behindNothing = new BitSet();
    /** Those that may hold another name behind a name. */
    private final BitSet manyQuotes = new BitSet();

    private final VocabularyTrie vocabulary;

    StringTokens(VocabularyTrie vocabulary) {
        this.vocabulary = vocabulary;
        List<byte[]> suffixes = new ArrayList<>();
        Sorting sorting = new Sorting(vocabulary.deepest(), suffixes);
        vocabulary.visit(sorting);
        BitSet all = new BitSet();
        for (List<Integer> tokens : sorting.inside) {
            tokens.forEach(all::set);
            upTo.add((BitSet) all.clone());
        }
        behind = new VocabularyTrie(suffixes.size(), suffixes::get);
        for (int i = 0; i < suffixes.size(); i++) {
            byte[] suffix = suffixes.get(i);
            behindNothing.set(i, suffix.length == 0);
            int quotes = 0;
            for (byte b : suffix) {
                quotes += b == '"' ? 1 : 0;
            }
            manyQuotes.set(i, quotes > 1);
        }
    }

    /** The tokens that may come in a string between two characters. */
    BitSet mask(Part.Inside string, State behindQuote) {
        BitSet mask = inside(string.most());
        BitSet fitting = fitting(behindQuote);
        for (Closer closer : closers) {
            if (fitting.get(closer.behind)
                    && closer.characters >= string.least()
                    && (string.most() < 0 || closer.characters <= string.most())) {
                mask.set(closer.token);
            }
        }
        return mask;
    }

    /** The tokens that may come in the name of an unnamed property, between two characters. */
    BitSet mask(Part.Name name, State behindQuote, State here, IntFunction<byte[]> bytes) {
        BitSet mask = inside(name.most());
        BitSet fitting = fitting(behindQuote);
        Set<String> taken = new HashSet<>();
        Set<String> names = new HashSet<>(name.object().shape().escaped());
        names.addAll(name.object().others());
        for (String other : names) {
            if (other.startsWith(name.written())) {
                taken.add(other.substring(name.written().length()));
            }
        }
        for (Closer closer : closers) {
            if (fitting.get(closer.behind)
                    && closer.characters <= name.most()
                    && !taken.contains(closer.before)
                    && (!manyQuotes.get(closer.behind)
                            || !here.next(bytes.apply(closer.token)).dead())) {
                mask.set(closer.token);
            }
        }
        return mask;
    }

    /** What may come behind the quote, by the numbers of {@link Closer#behind}; found once for each state. */
    private BitSet fitting(State behindQuote) {
        BitSet known = behindQuote.fitting;
        if (known == null) {
            known = (BitSet) behindNothing.clone();
            behind.collect(behindQuote, known);
            behindQuote.fitting = known;
        }
        return known;
    }

    private BitSet inside(int most) {
        int last = most < 0 ? upTo.size() - 1 : Math.min(most, upTo.size() - 1);
        return last < 0 ? new BitSet() : (BitSet) upTo.get(last).clone();
    }

    /** The whole vocabulary's tree; masks of other states are found by walking it. */
    VocabularyTrie vocabulary() {
        return vocabulary;
    }

    /** Walks the vocabulary from the inside of a string. */
    private final class Sorting implements VocabularyTrie.Visitor {
        private static final ByteDfa INSIDE = SchemaAutomaton.INSIDE;

        final List<List<Integer>> inside = new ArrayList<>();
        private final List<byte[]> suffixes;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final byte[] path;
        private final int[] state;
        private final int[] characters;
        /** How many bytes lie before the closing quote; -1 while there is none. */
        private final int[] quote;

        Sorting(int deepest, List<byte[]> suffixes) {
            this.suffixes = suffixes;
            path = new byte[deepest];
            state = new int[deepest + 1];
            characters = new int[deepest + 1];
            quote = new int[deepest + 1];
            quote[0] = -1;
        }

        @Override
        public boolean node(int depth, int unsignedByte) {
            path[depth - 1] = (byte) unsignedByte;
            int before = depth - 1;
            quote[depth] = quote[before];
            characters[depth] = characters[before];
            if (quote[before] >= 0) {
                return true;
            }
            if (state[before] == 0 && unsignedByte == '"') {
                quote[depth] = before;
                return true;
            }
            state[depth] = INSIDE.next(state[before], unsignedByte);
            characters[depth] += state[before] == 0 ? 1 : 0;
            return state[depth] != ByteDfa.DEAD;
        }

        @Override
        public void token(int depth, int token) {
            if (quote[depth] < 0) {
                while (inside.size() <= characters[depth]) {
                    inside.add(new ArrayList<>());
                }
                inside.get(characters[depth]).add(token);
                return;
            }
            String suffix = latin1(quote[depth] + 1, depth);
            int number = numbers.computeIfAbsent(suffix, s -> {
                suffixes.add(s.getBytes(StandardCharsets.ISO_8859_1));
                return suffixes.size() - 1;
            });
            closers.add(new Closer(token, characters[depth], latin1(0, quote[depth]), number));
        }

        private String latin1(int from, int to) {
            return new String(Arrays.copyOfRange(path, from, to), StandardCharsets.ISO_8859_1);
        }
    }
}
