package io.wenwen.core.kernel.text;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;
import org.jspecify.annotations.Nullable;

/**
 * The methods of Python's {@code str} that chat templates call on texts: templates are written for Python, and Jinjava offers
 * those of {@link String}. Whatever is not listed here is left to Jinjava.
 */
final class PythonTexts extends ELResolver {

    @Override
    public @Nullable Object invoke(
            ELContext context,
            @Nullable Object base,
            @Nullable Object method,
            Class<?> @Nullable [] types,
            @Nullable Object @Nullable [] params) {
        if (!(base instanceof String text) || method == null) {
            return null;
        }
        List<String> arguments = params == null
                ? List.of()
                : Arrays.stream(params).map(String::valueOf).toList();
        Object result = call(text, method.toString(), arguments);
        if (result != null) {
            context.setPropertyResolved(true);
        }
        return result;
    }

    private static @Nullable Object call(String text, String method, List<String> arguments) {
        if (arguments.size() > 1) {
            return null;
        }
        IntPredicate outer = arguments.isEmpty()
                ? Character::isWhitespace
                : c -> arguments.getFirst().indexOf(c) >= 0;
        return switch (method) {
            case "strip" -> stripStart(stripEnd(text, outer), outer);
            case "lstrip" -> stripStart(text, outer);
            case "rstrip" -> stripEnd(text, outer);
            case "startswith" -> arguments.isEmpty() ? null : text.startsWith(arguments.getFirst());
            case "endswith" -> arguments.isEmpty() ? null : text.endsWith(arguments.getFirst());
            case "split" -> arguments.isEmpty() ? null : split(text, arguments.getFirst());
            default -> null;
        };
    }

    private static @Nullable List<String> split(String text, String separator) {
        return separator.isEmpty() ? null : List.of(text.split(Pattern.quote(separator), -1));
    }

    private static String stripStart(String text, IntPredicate outer) {
        int at = 0;
        while (at < text.length() && outer.test(text.charAt(at))) {
            at++;
        }
        return text.substring(at);
    }

    private static String stripEnd(String text, IntPredicate outer) {
        int end = text.length();
        while (end > 0 && outer.test(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    @Override
    public @Nullable Object getValue(ELContext context, Object base, Object property) {
        return null;
    }

    @Override
    public @Nullable Class<?> getType(ELContext context, Object base, Object property) {
        return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {}

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return false;
    }

    @Override
    public @Nullable Iterator<java.beans.FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return null;
    }

    @Override
    public @Nullable Class<?> getCommonPropertyType(ELContext context, Object base) {
        return null;
    }
}
