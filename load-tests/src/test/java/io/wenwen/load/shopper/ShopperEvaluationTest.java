package io.wenwen.load.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.wenwen.load.suite.ShopFacts;
import io.wenwen.load.suite.Suite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scores of one turn when the answer is right, and when it is wrong in one way each. */
class ShopperEvaluationTest {

    private static final String CARD = """
            {"sku":"e2-b","name":"星野挂耳运动耳机","price":19900,"checks":[{"constraint":{"attribute":"price","op":"<=","value":300,"unit":"元"},"holds":true,"value":"199元"}]}""";
    private static final String TEXT = "星野挂耳运动耳机只要199元，跑步时戴着很稳。";
    private static final String READ = "{\"attribute\":\"category\",\"op\":\"=\",\"value\":\"耳机\"},"
            + "{\"attribute\":\"price\",\"op\":\"<=\",\"value\":300,\"unit\":\"元\"}";

    @TempDir
    Path folder;

    private ShopperEvaluation.Scores scored(String cards, String text, String constraints, String kind)
            throws Exception {
        String evidence =
                "{\"slot\":\"name\",\"sku\":\"e2-b\",\"value\":\"星野挂耳运动耳机\",\"source\":\"catalog\"},{\"slot\":\"price\",\"sku\":\"e2-b\",\"value\":\"199元\",\"source\":\"catalog\"}";
        String stream = "event:cards\ndata:{\"cards\":[" + cards + "],\"relaxed\":[]}\n\n"
                + "event:text\ndata:{\"text\":\"" + text + "\"}\n\n"
                + "event:done\ndata:{\"conversation\":\"x\",\"kind\":\"" + kind
                + "\",\"level\":\"full\",\"constraints\":[" + constraints + "],\"evidence\":[" + evidence + "]}\n\n";
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/chat/turns", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = stream.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI shop = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            ShopperEvaluation evaluation =
                    new ShopperEvaluation(suite(), new ShopClient(shop, Duration.ofSeconds(10)), line -> {});
            evaluation.run();
            return evaluation.scores(true);
        } finally {
            server.stop(0);
        }
    }

    private Suite suite() throws Exception {
        Path turns = folder.resolve("turns.jsonl");
        Files.write(turns, List.of("""
                {"id":"1","conversation":"c","message":"三百以内的耳机","kind":"cards","constraints":[{"attribute":"category","op":"=","value":"耳机"},{"attribute":"price","op":"<=","value":300,"unit":"元"}],"acceptable":["e2-b"],"wrong":["头戴"]}"""));
        return Suite.read("t", turns, shop());
    }

    private static ShopFacts shop() throws IOException {
        Path small = Path.of("src/test/resources/small-shop");
        return ShopFacts.read(small.resolve("catalog.jsonl"), small.resolve("policies.md"));
    }

    @Test
    void aRightAnswerScoresInEverything() throws Exception {
        ShopperEvaluation.Scores scores = scored(CARD, TEXT, READ, "cards");

        assertThat(scores.constraintF1()).isEqualTo(1);
        assertThat(scores.kindRight()).isEqualTo(1);
        assertThat(scores.rightProduct()).isEqualTo(1);
        assertThat(scores.proseUseful()).isEqualTo(1);
        assertThat(scores.fullLevelShare()).isEqualTo(1);
        assertThat(scores.deadEnds() + scores.silentViolations() + scores.wrongStrings())
                .isZero();
        assertThat(scores.figures() + scores.names() + scores.attributes() + scores.promises())
                .isZero();
    }

    @Test
    void aDemandNotReadCostsConstraintF1() throws Exception {
        String half = "{\"attribute\":\"category\",\"op\":\"=\",\"value\":\"耳机\"}";
        assertThat(scored(CARD, TEXT, half, "cards").constraintF1()).isEqualTo(2.0 / 3);
    }

    @Test
    void aCardAboveThePriceIsASilentViolationUnlessItSaysSo() throws Exception {
        String dear = "{\"sku\":\"e1-b\",\"price\":45900,\"checks\":[]}";
        String honest =
                "{\"sku\":\"e1-b\",\"price\":45900,\"checks\":[{\"constraint\":{\"attribute\":\"price\"},\"holds\":false}]}";

        assertThat(scored(dear, TEXT, READ, "cards").silentViolations()).isEqualTo(1);
        assertThat(scored(honest, TEXT, READ, "cards").silentViolations()).isZero();
        assertThat(scored(dear, TEXT, READ, "cards").rightProduct()).isZero();
    }

    @Test
    void proseWithoutAProductOrWithHalfASentenceIsOfNoUse() throws Exception {
        assertThat(scored(CARD, "这款很适合您。", READ, "cards").proseUseful()).isZero();
        assertThat(scored(CARD, "星野挂耳运动耳机只要199元，跑步时戴着", READ, "cards").proseUseful())
                .isZero();
        assertThat(scored(CARD, "星野挂耳运动耳机跑步时戴着一直都很稳，跑步时戴着一直都很稳。", READ, "cards").proseUseful())
                .isZero();
    }

    @Test
    void anUnsupportedFigureAndAWrongStringAreCounted() throws Exception {
        ShopperEvaluation.Scores scores = scored(CARD, "星野挂耳运动耳机只要99元，也有头戴的。", READ, "cards");

        assertThat(scores.figures()).isEqualTo(1);
        assertThat(scores.wrongStrings()).isEqualTo(1);
    }

    @Test
    void anotherKindThanLabelledIsCounted() throws Exception {
        assertThat(scored(CARD, TEXT, READ, "policy").kindRight()).isZero();
    }
}
