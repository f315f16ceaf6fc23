package io.wenwen.core.kernel.text;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaInterpreterResolver;
import com.hubspot.jinjava.interpret.RenderResult;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELResolver;

/**
 * A Jinja template rendered as the model's makers render theirs: blocks trimmed, nothing escaped, values never read as
 * templates again. Output and nesting are bounded, for the template is the file's. Thread-safe.
 */
final class JinjaTemplate {

    private static final int MAX_OUTPUT = 1 << 22;
    private static final int MAX_DEPTH = 16;
    private static final Pattern NAMESPACE = Pattern.compile("\\bnamespace\\(([^()]*)\\)");
    private static final Pattern ARGUMENT = Pattern.compile("(\\w+)\\s*=\\s*([^,]+)");

    private final Jinjava jinjava = new Jinjava(JinjavaConfig.newBuilder()
            .withTrimBlocks(true)
            .withLstripBlocks(true)
            .withNestedInterpretationEnabled(false)
            .withMaxOutputSize(MAX_OUTPUT)
            .withMaxRenderDepth(MAX_DEPTH)
            .withElResolver(elResolver())
            .withLegacyOverrides(LegacyOverrides.newBuilder()
                    .withParseWhitespaceControlStrictly(true)
                    .withUseTrimmingForNotesAndExpressions(true)
                    .withKeepNullableLoopValues(true)
                    .build())
            .build());
    private final String template;

    JinjaTemplate(String template) {
        this.template = forJinjava(template);
    }

    private static ELResolver elResolver() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new PythonTexts());
        resolver.add(JinjavaInterpreterResolver.DEFAULT_RESOLVER_READ_WRITE);
        return resolver;
    }

    /** Writes otherwise what Jinja reads and Jinjava does not: a reversed list, and sums as named arguments. */
    private static String forJinjava(String template) {
        return NAMESPACE
                .matcher(template.replace("[::-1]", "|reverse"))
                .replaceAll(call -> Matcher.quoteReplacement(
                        "namespace(" + ARGUMENT.matcher(call.group(1)).replaceAll("$1=($2)") + ")"));
    }

    /**
     * Renders a chat.
     *
     * @param thinking whether a model that can think aloud before it answers is let do so; other templates take no notice
     * @throws IllegalStateException if the template cannot be rendered; the message says why
     */
    String render(MarkedChat chat, boolean addGenerationPrompt, boolean thinking) {
        Map<String, Object> context = new HashMap<>();
        context.put("messages", chat.messages());
        if (!chat.tools().isEmpty()) {
            context.put("tools", chat.tools());
        }
        context.put("add_generation_prompt", addGenerationPrompt);
        context.put("enable_thinking", thinking);
        RenderResult result = jinjava.renderForResult(template, context);
        if (!result.getErrors().isEmpty()) {
            throw new IllegalStateException(
                    "Jinja says: " + result.getErrors().getFirst().getMessage() + ".");
        }
        return result.getOutput();
    }
}
