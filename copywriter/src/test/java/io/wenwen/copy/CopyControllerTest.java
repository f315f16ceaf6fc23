package io.wenwen.copy;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.wenwen.catalog.Catalog;
import io.wenwen.core.dialogue.ProseWriter;
import io.wenwen.core.model.ModelHost;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class CopyControllerTest {

    @TempDir
    Path directory;

    private Catalog catalog;
    private MockMvc mvc;

    @BeforeEach
    void open() {
        catalog = TestShop.open(directory);
        Copywriter copywriter = new Copywriter(catalog, ModelHost.none(), new ProseWriter());
        mvc = MockMvcBuilders.standaloneSetup(new CopyController(copywriter)).build();
    }

    @AfterEach
    void close() throws Exception {
        catalog.close();
    }

    @Test
    void copy_carries_title_points_description_and_evidence() throws Exception {
        ask("{\"product\":\"p1\",\"locale\":\"zh-CN\",\"seed\":5}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.title.sentence").value("云雀挂耳式无线蓝牙耳机"))
                .andExpect(jsonPath("$.title.slots[1].attribute").value("佩戴方式"))
                .andExpect(jsonPath("$.selling_points.length()").value(5))
                .andExpect(jsonPath("$.selling_points[1].slots[?(@.attribute=='续航时间')].value")
                        .value("30小时"))
                .andExpect(jsonPath("$.description.length()").value(3))
                .andExpect(jsonPath("$.level").value("plain"))
                .andExpect(jsonPath("$.seed").value(5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"product":"p9"}                  | 404 | no_such_product | There is no product p9 in the catalogue.
            {}                                | 400 | invalid_field   | The field product is missing.
            {"product":"p1","locale":"fr"}    | 400 | invalid_field   | The field locale is 'fr'.
            {"product":"p1","tone":"shouting"}| 400 | invalid_field   | The field tone is 'shouting'.
            """)
    void a_bad_wish_gets_a_problem_that_says_what_and_what_to_do(String body, int status, String code, String detail)
            throws Exception {
        ask(body)
                .andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value(code))
                .andExpect(jsonPath("$.detail").value(detail))
                .andExpect(jsonPath("$.advice").isNotEmpty());
    }

    @Test
    void a_body_beyond_the_limit_is_refused_with_both_figures() throws Exception {
        ask("{\"product\":\"p1\",\"tone\":\"" + "x".repeat((int) CopyController.MOST_BYTES) + "\"}")
                .andExpect(status().is(413))
                .andExpect(jsonPath("$.detail").value(org.hamcrest.Matchers.containsString("at most 16384")));
    }

    private ResultActions ask(String body) throws Exception {
        return mvc.perform(
                post("/api/copy").contentType(MediaType.APPLICATION_JSON).content(body));
    }
}
