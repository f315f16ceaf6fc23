package io.wenwen.app.operate;

import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.model.ModelConfig;
import io.wenwen.core.kernel.onnx.EngineOptions;
import io.wenwen.core.kernel.onnx.Progress;
import io.wenwen.core.kernel.onnx.QwenModel;
import io.wenwen.core.model.KnownModel;
import io.wenwen.core.model.ModelFile;
import io.wenwen.core.model.ModelHost;
import io.wenwen.core.model.ModelUnavailableException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Opens a model file on this machine's processor; converted weights are kept for the next start. */
record ModelOpener(Path converted) implements ModelHost.Opener {

    @Override
    public LanguageModel open(ModelFile file, ModelHost.Steps steps) throws IOException {
        return QwenModel.open(
                file.path(), converted, EngineOptions.DEFAULT, (step, share) -> steps.at(said(step), share));
    }

    @Override
    public void consider(KnownModel model) throws ModelUnavailableException {
        if (!ModelConfig.SUPPORTED.contains(model.architecture())) {
            throw new ModelUnavailableException(
                    "Model " + model.name() + " is of architecture " + model.architecture() + "; this build runs "
                            + String.join(", ", ModelConfig.SUPPORTED) + ".",
                    "Choose another of ./wenwen model list.",
                    true,
                    null);
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                && system.getTotalMemorySize() < model.memory()) {
            throw new ModelUnavailableException(
                    "Model " + model.name() + " needs " + (model.memory() >> 20) + " MB of memory; this machine has "
                            + (system.getTotalMemorySize() >> 20) + " MB.",
                    "Choose a smaller one of ./wenwen model list.",
                    true,
                    null);
        }
    }

    private static String said(Progress.Step step) {
        return switch (step) {
            case CHECKING -> "检查 checking";
            case CONVERTING -> "转换权重 converting, once";
            case LOADING -> "载入 loading";
        };
    }
}
