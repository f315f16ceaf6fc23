package io.wenwen.load.price;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A mistake that a programmer could have made in the engine, put into its byte code at one place, to see that the measurement
 * notices.
 *
 * @param owner simple name of the class within {@code io.wenwen.catalog.price}
 * @param occurrence which of the places in the method that the change fits, from 0
 */
record PlantedBug(String name, String owner, String method, Change change, int occurrence) {

    private static final String ENGINE = "io.wenwen.catalog.price.";

    /** What is altered. */
    enum Change {
        /** {@code <} becomes {@code <=}, {@code >=} becomes {@code >}, and so on. */
        BOUNDARY,
        /** The condition becomes its contrary. */
        NEGATE,
        /** {@code min} becomes {@code max} and the reverse. */
        EXTREME,
        /** {@code +} becomes {@code -} and the reverse, on long amounts. */
        SIGN,
        /** Per mille of 1000 becomes 999. */
        MILLE,
        /** A call that returns what it was called on is left out. */
        SKIP_REVERSED,
        /** {@code isBefore} becomes {@code isAfter}. */
        AFTER
    }

    /** The engine with this bug in it; everything else of the application is shared. */
    @SuppressWarnings("unchecked")
    Function<JsonNode, JsonNode> engine() {
        try {
            Class<?> type = new Loader(this).loadClass(Engine.class.getName());
            return (Function<JsonNode, JsonNode>) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The bug '" + name + "' cannot be planted: " + e, e);
        }
    }

    private byte[] plant(byte[] bytes) {
        int[] seen = {0};
        CodeTransform code = (builder, element) -> {
            Consumer<CodeBuilder> altered = altered(element);
            if (altered != null && seen[0]++ == occurrence) {
                altered.accept(builder);
            } else {
                builder.with(element);
            }
        };
        ClassFile file = ClassFile.of();
        byte[] planted = file.transformClass(
                file.parse(bytes),
                ClassTransform.transformingMethodBodies(m -> m.methodName().equalsString(method), code));
        if (seen[0] <= occurrence) {
            throw new IllegalStateException("The bug '" + name + "' fits only " + seen[0] + " places in " + owner + "."
                    + method + "; the engine has changed, plant it anew.");
        }
        return planted;
    }

    /** What to write in place of the element; {@code null} where the change does not fit. */
    private @Nullable Consumer<CodeBuilder> altered(CodeElement element) {
        return switch (change) {
            case BOUNDARY, NEGATE ->
                element instanceof BranchInstruction branch && other(branch.opcode()) != branch.opcode()
                        ? b -> b.branch(other(branch.opcode()), branch.target())
                        : null;
            case EXTREME ->
                element instanceof InvokeInstruction call
                                && call.owner().asInternalName().equals("java/lang/Math")
                                && (call.name().equalsString("min")
                                        || call.name().equalsString("max"))
                        ? renamed(call, call.name().equalsString("min") ? "max" : "min")
                        : null;
            case AFTER ->
                element instanceof InvokeInstruction call && call.name().equalsString("isBefore")
                        ? renamed(call, "isAfter")
                        : null;
            case SKIP_REVERSED ->
                element instanceof InvokeInstruction call && call.name().equalsString("reversed") ? b -> {} : null;
            case SIGN ->
                element instanceof OperatorInstruction operator
                                && (operator.opcode() == Opcode.LADD || operator.opcode() == Opcode.LSUB)
                        ? b -> b.with(
                                OperatorInstruction.of(operator.opcode() == Opcode.LADD ? Opcode.LSUB : Opcode.LADD))
                        : null;
            case MILLE ->
                element instanceof ConstantInstruction load
                                && Long.valueOf(1000).equals(load.constantValue())
                        ? b -> b.loadConstant(999L)
                        : null;
        };
    }

    private static Consumer<CodeBuilder> renamed(InvokeInstruction call, String name) {
        return b -> b.invoke(call.opcode(), call.owner().asSymbol(), name, call.typeSymbol(), call.isInterface());
    }

    private Opcode other(Opcode opcode) {
        boolean negate = change == Change.NEGATE;
        return switch (opcode) {
            case IFLE -> negate ? Opcode.IFGT : Opcode.IFLT;
            case IFLT -> negate ? Opcode.IFGE : Opcode.IFLE;
            case IFGE -> negate ? Opcode.IFLT : Opcode.IFGT;
            case IFGT -> negate ? Opcode.IFLE : Opcode.IFGE;
            case IF_ICMPLE -> negate ? Opcode.IF_ICMPGT : Opcode.IF_ICMPLT;
            case IF_ICMPLT -> negate ? Opcode.IF_ICMPGE : Opcode.IF_ICMPLE;
            case IF_ICMPGE -> negate ? Opcode.IF_ICMPLT : Opcode.IF_ICMPGT;
            case IF_ICMPGT -> negate ? Opcode.IF_ICMPLE : Opcode.IF_ICMPGE;
            case IFEQ -> negate ? Opcode.IFNE : opcode;
            case IFNE -> negate ? Opcode.IFEQ : opcode;
            default -> opcode;
        };
    }

    /** Loads the engine's classes itself, the one of the bug altered, and leaves the rest to the application. */
    private static final class Loader extends ClassLoader {

        private final PlantedBug bug;

        Loader(PlantedBug bug) {
            super(PlantedBug.class.getClassLoader());
            this.bug = bug;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(ENGINE) && !name.equals(Engine.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                byte[] used = name.equals(ENGINE + bug.owner()) ? bug.plant(bytes) : bytes;
                return defineClass(name, used, 0, used.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
