package io.wenwen.core.kernel.text;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.RenderResult;
import java.util.HashMap;
import java.util.Map;

/**
 * A Jinja template rendered as the model's makers render theirs: blocks trimmed, nothing escaped, values never read as
 * templates again. Output and nesting are bounded, for the template is the file's. Thread-safe.
 */
final class JinjaTemplate {

    private static final int MAX_OUTPUT = 1 << 22;
    private static final int MAX_DEPTH = 16;

    private final Jinjava jinjava = new Jinjava(JinjavaConfig.newBuilder()
            .withTrimBlocks(true)
            .withLstripBlocks(true)
            .withNestedInterpretationEnabled(false)
            .withMaxOutputSize(MAX_OUTPUT)
            .withMaxRenderDepth(MAX_DEPTH)
            .withLegacyOverrides(LegacyOverrides.newBuilder()
                    .withParseWhitespaceControlStrictly(true)
                    .withUseTrimmingForNotesAndExpressions(true)
                    .withKeepNullableLoopValues(true)
                    .build())
            .build());
    private final String template;

    JinjaTemplate(String template) {
        this.template = template;
    }

    /**
     * Renders a chat.
     *
     * @throws IllegalStateException if the template cannot be rendered; the message says why
     */
    String render(MarkedChat chat, boolean addGenerationPrompt) {
        Map<String, Object> context = new HashMap<>();
        context.put("messages", chat.messages());
        if (!chat.tools().isEmpty()) {
            context.put("tools", chat.tools());
        }
        context.put("add_generation_prompt", addGenerationPrompt);
        RenderResult result = jinjava.renderForResult(template, context);
        if (!result.getErrors().isEmpty()) {
            throw new IllegalStateException(
                    "Jinja says: " + result.getErrors().getFirst().getMessage() + ".");
        }
        return result.getOutput();
    }
}
