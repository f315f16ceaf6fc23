package io.wenwen.core.openai;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/models}, and an answer in the interface's own form for every address that it does not have. */
@RestController
@Tag(name = "openai")
class ModelsController extends ApiController {

    private final ServedModels models;

    ModelsController(ServedModels models) {
        this.models = models;
    }

    @GetMapping("/v1/models")
    @Operation(summary = "The models that can be asked now")
    void list(HttpServletResponse response) throws IOException {
        ObjectNode list = Json.object();
        list.put("object", "list");
        list.putArray("data").addAll(models.list().values());
        Json.write(response, list);
    }

    @GetMapping("/v1/models/{model}")
    @Operation(summary = "One of them")
    void one(@PathVariable String model, HttpServletResponse response) throws IOException {
        ObjectNode entry = models.list().get(model);
        if (entry == null) {
            throw ApiError.noSuchModel(model);
        }
        Json.write(response, entry);
    }

    @RequestMapping({"/v1", "/v1/**"})
    @Hidden
    void nothingHere(HttpServletRequest request) {
        throw ApiError.noSuchAddress(request.getMethod(), request.getRequestURI());
    }
}
