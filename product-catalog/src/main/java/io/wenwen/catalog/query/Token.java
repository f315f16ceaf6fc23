package io.wenwen.catalog.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the message that means something.
 *
 * @param start in the message as typed; {@code end} exclusive
 * @param meanings what it may name in this shop
 * @param roles what it may do in the sentence
 */
record Token(
        int start,
        int end,
        List<Meaning> meanings,
        List<FunctionWords.Role> roles,
        @Nullable Amount amount) {

    Constraint.Span span() {
        return new Constraint.Span(start, end);
    }

    boolean names() {
        return !meanings.isEmpty() && amount == null;
    }

    <R extends FunctionWords.Role> boolean is(Class<R> role) {
        return roles.stream().anyMatch(role::isInstance);
    }

    <R extends FunctionWords.Role> Optional<R> role(Class<R> role) {
        return roles.stream().filter(role::isInstance).map(role::cast).findFirst();
    }

    <M extends Meaning> List<M> meaning(Class<M> kind) {
        List<M> found = new ArrayList<>(2);
        for (Meaning meaning : meanings) {
            if (kind.isInstance(meaning)) {
                found.add(kind.cast(meaning));
            }
        }
        return found;
    }

    boolean can(Class<? extends Meaning> kind) {
        return meanings.stream().anyMatch(kind::isInstance);
    }
}
