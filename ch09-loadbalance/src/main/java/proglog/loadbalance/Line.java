package proglog.loadbalance;

import proglog.Batch;

/// Where a producer sends its batches until it ends. One thread sends, finishes and abandons; any
/// asks.
interface Line {

    /// Begins.
    void open();

    /// Whether it takes a batch now; not before it has begun.
    boolean isReady();

    /// Sends `batch`.
    void send(Batch batch);

    /// Nothing more will be sent.
    void finish();

    /// Nothing that comes from it counts any more.
    void abandon(String reason);
}
