package io.wenwen.core.kernel.constrain;

import io.wenwen.core.kernel.constrain.Part.Fields;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which property of an object may come next, so that those which must come and their least number can still be reached. */
final class FieldChoice {

    private final Fields fields;
    private final Shape.Members shape;
    private final boolean anyOrder;

    FieldChoice(Fields fields, boolean anyOrder) {
        this.fields = fields;
        this.shape = fields.shape();
        this.anyOrder = anyOrder;
    }

    /** How many are written, if that matters. */
    private int count() {
        return fields.count() + fields.others().size();
    }

    private boolean enough(int more) {
        return !shape.counted() || count() + more >= shape.least();
    }

    private boolean fits(int more) {
        return !shape.counted() || shape.most() < 0 || count() + more <= shape.most();
    }

    boolean mayClose() {
        return requiredLeft(fields.done()) == 0 && enough(0);
    }

    private int requiredLeft(BitSet done) {
        BitSet left = (BitSet) shape.required().clone();
        left.andNot(done);
        return left.cardinality();
    }

    private boolean possible(int property) {
        Shape.Node value = shape.values().get(property);
        return value.depth <= (value.recursive ? fields.depth() : Shape.IMPOSSIBLE - 1);
    }

    private boolean otherPossible() {
        Shape.Node value = shape.others();
        return value != null && value.depth <= (value.recursive ? fields.depth() : Shape.IMPOSSIBLE - 1);
    }

    /** How many may follow once these are done. */
    private int ahead(BitSet done, int others) {
        int ahead = otherPossible() ? Math.max(0, shape.mostOthers() - others) : 0;
        for (int i = done.nextClearBit(0); i < shape.values().size(); i = done.nextClearBit(i + 1)) {
            ahead += possible(i) ? 1 : 0;
        }
        return ahead;
    }

    /** The named properties that may come next. */
    List<Integer> next() {
        List<Integer> next = new ArrayList<>();
        int from = fields.done().nextClearBit(0);
        for (int i = from; i < shape.values().size(); i = fields.done().nextClearBit(i + 1)) {
            BitSet done = done(i);
            if (possible(i)
                    && fits(1 + requiredLeft(done))
                    && enough(1 + ahead(done, fields.others().size()))) {
                next.add(i);
            }
            if (!anyOrder && shape.required().get(i)) {
                break;
            }
        }
        return next;
    }

    private BitSet done(int property) {
        BitSet done = (BitSet) fields.done().clone();
        if (anyOrder) {
            done.set(property);
        } else {
            done.set(0, property + 1);
        }
        return done;
    }

    /** The object behind this property. */
    Fields behind(int property) {
        return new Fields(
                shape,
                fields.depth(),
                done(property),
                shape.counted() ? fields.count() + 1 : 0,
                false,
                fields.others());
    }

    /** True if a property that the schema does not name may come next. */
    boolean mayName() {
        BitSet done = named().done();
        return otherPossible()
                && fields.others().size() < shape.mostOthers()
                && (anyOrder || requiredLeft(fields.done()) == 0)
                && fits(1 + requiredLeft(done))
                && enough(1 + ahead(done, fields.others().size() + 1));
    }

    /** The object as it is once an unnamed property is begun: named ones that come in order are then passed over. */
    Fields named() {
        if (anyOrder) {
            return fields;
        }
        BitSet all = new BitSet();
        all.set(0, shape.values().size());
        return new Fields(shape, fields.depth(), all, fields.count(), false, fields.others());
    }
}
