package io.stockcluster.bench.measure;

/** One call of what is measured. It blocks until the answer is there. */
@FunctionalInterface
public interface Call {

    void make();
}
