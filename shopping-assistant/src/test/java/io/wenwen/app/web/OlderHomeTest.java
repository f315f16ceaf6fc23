package io.wenwen.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A home that an earlier version wrote starts under this one, with what it holds. */
class OlderHomeTest {

    @Test
    void tables_that_came_later_are_added_beside_the_old_ones(@TempDir Path home) throws Exception {
        try (RunningShop shop = RunningShop.start(home, null)) {
            JdbcClient database = shop.bean(JdbcClient.class);
            // As it was before keys for the model came, with the later numbers of other modules applied.
            database.sql("drop table model_key").update();
            database.sql("delete from \"flyway_schema_history\" where \"version\" = '2'")
                    .update();
            database.sql(
                            "insert into conversation (id, shopper, created_at, updated_at) values ('c_old', 's', now(), now())")
                    .update();
        }
        try (RunningShop shop = RunningShop.start(home, null)) {
            JdbcClient database = shop.bean(JdbcClient.class);
            assertThat(database.sql("select count(*) from model_key")
                            .query(Long.class)
                            .single())
                    .isNotNull();
            assertThat(database.sql("select shopper from conversation where id = 'c_old'")
                            .query(String.class)
                            .single())
                    .isEqualTo("s");
        }
    }
}
