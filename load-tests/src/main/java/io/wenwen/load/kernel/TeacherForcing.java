package io.wenwen.load.kernel;

import io.wenwen.core.kernel.decode.ModelRunner;
import io.wenwen.core.kernel.decode.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads texts and notes, for each judged token, its log probability and which token would have been chosen instead. */
final class TeacherForcing {

    private static final int CHUNK = 64;

    /** What the model thought of a text's judged tokens. */
    record Reading(double[] logProbabilities, int[] choices) {}

    private final ModelRunner runner;

    TeacherForcing(ModelRunner runner) {
        this.runner = runner;
    }

    List<Reading> read(List<KernelTexts.Text> texts) {
        List<Reading> readings = new ArrayList<>();
        for (KernelTexts.Text text : texts) {
            readings.add(read(text));
        }
        return readings;
    }

    private Reading read(KernelTexts.Text text) {
        int[] tokens = text.tokens();
        int[] pages = new int[Math.ceilDiv(tokens.length, ModelRunner.PAGE)];
        Arrays.setAll(pages, i -> i);
        int first = tokens.length - text.judged();
        double[] logs = new double[text.judged()];
        int[] choices = new int[text.judged()];
        float[][] logits = new float[CHUNK][runner.vocabularySize()];
        // Position i predicts token i + 1; the last position predicts nothing that is known.
        for (int from = 0; from < tokens.length - 1; from += CHUNK) {
            int count = Math.min(CHUNK, tokens.length - 1 - from);
            int wanted = Math.min(count, Math.max(0, from + count - (first - 1)));
            runner.forward(List.of(new Slice(tokens, from, count, pages, Arrays.copyOf(logits, wanted))));
            for (int i = 0; i < wanted; i++) {
                int next = from + count - wanted + i + 1;
                int best = best(logits[i]);
                logs[next - first] = logits[i][tokens[next]] - logSumExp(logits[i], logits[i][best]);
                choices[next - first] = best;
            }
        }
        return new Reading(logs, choices);
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    private static double logSumExp(float[] logits, double most) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - most);
        }
        return most + Math.log(sum);
    }
}
