package io.wenwen.catalog.feed;

import java.util.ArrayList;
import java.util.List;

/**
 * The sum of an import: how many rows were taken as they are, mended or refused, and the rows that need a look.
 *
 * @param problems fixed and refused rows, the first {@value #KEPT} of them
 */
public record ImportReport(long accepted, long fixed, long refused, List<RowReport> problems) {

    static final int KEPT = 10_000;

    public static final ImportReport NONE = new ImportReport(0, 0, 0, List.of());

    public ImportReport {
        problems = List.copyOf(problems);
    }

    public long rows() {
        return accepted + fixed + refused;
    }

    /** Counts rows and passes each on. */
    static final class Tally {
        private final RowListener listener;
        private final List<RowReport> problems = new ArrayList<>();
        private long accepted;
        private long fixed;
        private long refused;

        Tally(RowListener listener) {
            this.listener = listener;
        }

        void add(RowReport row) {
            switch (row.outcome()) {
                case ACCEPTED -> accepted++;
                case FIXED -> fixed++;
                case REFUSED -> refused++;
            }
            if (row.outcome() != RowReport.Outcome.ACCEPTED && problems.size() < KEPT) {
                problems.add(row);
            }
            listener.onRow(row);
        }

        /** A remark about a whole file: told, not counted as a row. */
        void remark(String file, String note) {
            RowReport remark = new RowReport(file, 0, null, RowReport.Outcome.FIXED, List.of(note));
            if (problems.size() < KEPT) {
                problems.add(remark);
            }
            listener.onRow(remark);
        }

        ImportReport report() {
            return new ImportReport(accepted, fixed, refused, problems);
        }
    }
}
