package io.wenwen.app.operate;

import io.wenwen.core.model.ModelState;
import org.jspecify.annotations.Nullable;

/** Tells at the terminal how the model comes up. */
final class ModelNarrator {

    private final Say say;
    private final long begin = System.nanoTime();
    private @Nullable String lastStep;

    ModelNarrator(Say say) {
        this.say = say;
    }

    void note(String line) {
        say.note("  模型 model     " + line);
    }

    void change(ModelState state) {
        switch (state) {
            case ModelState.None _ -> say.result("  模型 model     none: answers stay at level \"cards\"");
            case ModelState.Downloading d -> say.progress("  模型 model     下载 " + d.name(), d.bytes(), d.totalBytes());
            case ModelState.Loading l -> loading(l);
            case ModelState.Ready r -> {
                long tenths = (System.nanoTime() - begin) / 100_000_000L;
                say.result("  模型 model     " + r.card().name() + " (" + r.card().format() + ") 就绪 ready, "
                        + tenths / 10.0 + " s");
            }
            case ModelState.Failed f -> {
                say.note("  模型 model     ✗ " + f.why());
                say.note("                → " + f.advice());
                say.note("                答案停留在商品卡片级别 (answers stay at level \"cards\" until it is here)");
            }
        }
    }

    private void loading(ModelState.Loading l) {
        if (l.share() > 0) {
            say.progress("  模型 model     " + l.step(), Math.round(l.share() * 1000), 1000);
        } else if (!l.step().equals(lastStep)) {
            say.note("  模型 model     " + l.name() + ": " + l.step());
        }
        lastStep = l.step();
    }
}
