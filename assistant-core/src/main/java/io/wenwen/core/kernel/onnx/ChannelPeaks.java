package io.wenwen.core.kernel.onnx;

/** A product that notes the largest magnitude of each of its inputs while it runs: what smoothing is computed from. */
final class ChannelPeaks implements Linear {

    private final Linear product;
    private final float[] peaks;

    ChannelPeaks(Linear product) {
        this.product = product;
        peaks = new float[product.inputs()];
    }

    float[] peaks() {
        return peaks;
    }

    @Override
    public int inputs() {
        return product.inputs();
    }

    @Override
    public int outputs() {
        return product.outputs();
    }

    @Override
    public void put(int row, float[] x, int offset) {
        synchronized (peaks) {
            for (int i = 0; i < peaks.length; i++) {
                peaks[i] = Math.max(peaks[i], Math.abs(x[offset + i]));
            }
        }
        product.put(row, x, offset);
    }

    @Override
    public void run(int rows) {
        product.run(rows);
    }

    @Override
    public void get(int row, float[] y, int offset) {
        product.get(row, y, offset);
    }

    @Override
    public void close() {
        product.close();
    }
}
