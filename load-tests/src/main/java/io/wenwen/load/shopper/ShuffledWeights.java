package io.wenwen.load.shopper;

import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.model.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * Makes the control for prose quality: the model's file with the quantised blocks of each matrix in random order. Every number
 * keeps its size and every tensor its distribution, but the model knows nothing any more.
 */
final class ShuffledWeights {

    private ShuffledWeights() {}

    static void write(Path model, Path shuffled, long seed) throws IOException {
        Files.copy(model, shuffled, StandardCopyOption.REPLACE_EXISTING);
        Random random = new Random(seed);
        try (GgufFile file = GgufFile.open(model);
                FileChannel out = FileChannel.open(shuffled, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (TensorInfo tensor : file.tensors()) {
                if (tensor.rows() > 1) {
                    shuffle(out, tensor, random);
                }
            }
        }
    }

    private static void shuffle(FileChannel out, TensorInfo tensor, Random random) throws IOException {
        int block = tensor.type().blockBytes();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(tensor.bytes()));
        read(out, bytes, tensor.offset());
        byte[] data = bytes.array();
        byte[] kept = new byte[block];
        for (int i = data.length / block - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            System.arraycopy(data, i * block, kept, 0, block);
            System.arraycopy(data, j * block, data, i * block, block);
            System.arraycopy(kept, 0, data, j * block, block);
        }
        ByteBuffer all = ByteBuffer.wrap(data);
        long at = tensor.offset();
        while (all.hasRemaining()) {
            at += out.write(all, at);
        }
    }

    private static void read(FileChannel in, ByteBuffer into, long at) throws IOException {
        long from = at;
        while (into.hasRemaining()) {
            int n = in.read(into, from);
            if (n < 0) {
                throw new IOException("The model file ends inside a tensor at " + from + ".");
            }
            from += n;
        }
    }
}
