package io.wenwen.core.openai;

import io.wenwen.core.kernel.constrain.ConstraintCompiler;
import io.wenwen.core.kernel.constrain.JsonForm;
import io.wenwen.core.kernel.text.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The functions that a request offers, and whether the model must call one.
 *
 * @param tools by name, in the order of the request
 * @param must true if the answer has to be a call
 * @param calls most calls in one answer
 */
record ToolUse(Map<String, Tool> tools, boolean must, int calls) {

    static final ToolUse NONE = new ToolUse(Map.of(), false, 0);

    private static final int MOST_TOOLS = 128;
    private static final int MOST_CALLS = 8;

    /** As models have learned to write arguments. */
    static final JsonForm FORM =
            new JsonForm(false, ", ", ": ", JsonForm.COMPACT.depth(), JsonForm.COMPACT.otherProperties());

    /**
     * A function.
     *
     * @param definition for the chat template
     * @param parameters JSON schema of its arguments
     */
    record Tool(String definition, JsonNode parameters) {}

    static ToolUse of(Fields request) {
        Map<String, Tool> tools = new LinkedHashMap<>();
        for (Fields one : request.objects("tools", MOST_TOOLS)) {
            if (!one.requiredText("type").equals("function")) {
                throw ApiError.wrongValue(one.path("type"), "supported is 'function'.");
            }
            Fields function = one.object("function").orElseThrow(() -> ApiError.missing(one.path("function")));
            String name = ToolName.checked(function, "name");
            if (tools.put(name, tool(one, function)) != null) {
                throw ApiError.wrongValue(function.path("name"), "two functions have this name.");
            }
        }
        boolean several = request.flag("parallel_tool_calls", true);
        return chosen(request, tools, several ? MOST_CALLS : 1);
    }

    private static Tool tool(Fields one, Fields function) {
        function.text("description");
        function.flag("strict", false);
        JsonNode parameters = function.object("parameters")
                .map(fields -> (JsonNode) fields.node())
                .orElseGet(() ->
                        Json.parse("{\"type\": \"object\", \"properties\": {}, \"additionalProperties\": false}"));
        function.refuseUnknown();
        one.refuseUnknown();
        ObjectNode shown = one.node().deepCopy();
        ((ObjectNode) shown.get("function")).remove("strict");
        return new Tool(SpacedJson.of(shown), parameters);
    }

    private static ToolUse chosen(Fields request, Map<String, Tool> tools, int calls) {
        Optional<JsonNode> choice = request.any("tool_choice");
        if (choice.isEmpty()) {
            return new ToolUse(tools, false, calls);
        }
        if (tools.isEmpty()) {
            if (choice.get().isString() && choice.get().asString().equals("none")) {
                return NONE;
            }
            throw ApiError.badRequest("tool_choice", null, "'tool_choice' is only allowed when 'tools' are specified.");
        }
        if (choice.get().isString()) {
            return switch (choice.get().asString()) {
                case "none" -> NONE;
                case "auto" -> new ToolUse(tools, false, calls);
                case "required" -> new ToolUse(tools, true, calls);
                default -> throw wrongChoice();
            };
        }
        Fields named = request.object("tool_choice").orElseThrow(ToolUse::wrongChoice);
        if (!named.requiredText("type").equals("function")) {
            throw wrongChoice();
        }
        Fields function = named.object("function").orElseThrow(() -> ApiError.missing(named.path("function")));
        String name = function.requiredText("name");
        Tool tool = tools.get(name);
        if (tool == null) {
            throw ApiError.wrongValue(function.path("name"), "no function of 'tools' has this name.");
        }
        function.refuseUnknown();
        named.refuseUnknown();
        return new ToolUse(Map.of(name, tool), true, 1);
    }

    private static ApiError wrongChoice() {
        return ApiError.wrongValue(
                "tool_choice",
                "supported are 'none', 'auto', 'required' and {\"type\": \"function\", \"function\": {\"name\": …}}.");
    }

    boolean any() {
        return !tools.isEmpty();
    }

    List<String> definitions() {
        return tools.values().stream().map(Tool::definition).toList();
    }

    /** The calls' form against one model's tokenizer. */
    CallForm compile(ConstraintCompiler compiler, Tokenizer tokenizer) {
        Map<String, CallForm.Arguments> arguments = new LinkedHashMap<>();
        List<String> heads = new ArrayList<>();
        tools.forEach((name, tool) -> {
            CallForm.Arguments taken = CallForm.Arguments.of(
                    name, ApiError.schema("tools", () -> compiler.jsonSchema(tool.parameters(), FORM)), tokenizer);
            String head = name + "\", \"arguments\": " + taken.leadText();
            heads.add(head);
            arguments.put(head, taken);
        });
        return new CallForm(compiler.choice(heads), arguments, must, calls);
    }
}
