package proglog.grpc;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import proglog.Batch;
import proglog.Bytes;
import proglog.Consistency;
import proglog.LogRecord;
import proglog.OffsetRange;
import proglog.ProducerSequence;
import proglog.Task;
import proglog.v1.ConsumeRequest;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;
import proglog.v1.Record;

/// The log's types as messages, and back.
///
/// Only this class and those that name a method of the service see generated classes.
final class Wire {

    /// How many values a request may hold: an empty one is two bytes there, and an object here.
    static final int MAX_VALUES = 100_000;

    private static final int SHARED_BYTES = 256;

    private Wire() {}

    /// The batch that a request asks to append.
    @Task("4.1")
    static Batch batch(ProduceRequest request) {
        if (request.hasRecord() == (request.getValuesCount() > 0)) {
            throw new IllegalArgumentException(
                    "a request to produce holds either a record or values, this one "
                            + (request.hasRecord() ? "both" : "neither"));
        }
        if (request.getValuesCount() > MAX_VALUES) {
            throw new IllegalArgumentException(
                    "a request to produce holds at most %d values, this one %d"
                            .formatted(MAX_VALUES, request.getValuesCount()));
        }
        var sequence = new ProducerSequence(request.getProducerId(), request.getSequence());
        return request.hasRecord()
                ? new Batch(List.of(bytes(request.getRecord().getValue())), sequence)
                : new Batch(bytes(request.getValuesList()), sequence);
    }

    /// The request that asks to append `batch`.
    static ProduceRequest request(Batch batch) {
        ProduceRequest.Builder request =
                ProduceRequest.newBuilder()
                        .setProducerId(batch.sequence().producer())
                        .setSequence(batch.sequence().sequence());
        if (batch.size() == 1) {
            request.setRecord(
                    Record.newBuilder().setValue(byteString(batch.values().getFirst())).build());
        } else {
            for (Bytes value : batch.values()) {
                request.addValues(byteString(value));
            }
        }
        return request.build();
    }

    static ProduceResponse response(OffsetRange offsets) {
        return ProduceResponse.newBuilder()
                .setOffset(offsets.first())
                .setCount((int) offsets.size())
                .build();
    }

    static OffsetRange offsets(ProduceResponse response, int count) {
        return new OffsetRange(response.getOffset(), response.getOffset() + count);
    }

    static Record record(LogRecord record) {
        return Record.newBuilder()
                .setValue(byteString(record.value()))
                .setOffset(record.offset())
                .setAppendTimeUnixNanos(unixNanos(record.appendedAt()))
                .build();
    }

    static LogRecord record(Record record) {
        return new LogRecord(
                record.getOffset(),
                instant(record.getAppendTimeUnixNanos()),
                bytes(record.getValue()));
    }

    static Consistency consistency(ConsumeRequest request) {
        return switch (request.getFreshnessCase()) {
            case LINEARIZABLE ->
                    request.getLinearizable() ? Consistency.LINEARIZABLE : Consistency.LOCAL;
            case AT_LEAST_OFFSET -> Consistency.atLeast(request.getAtLeastOffset());
            case FRESHNESS_NOT_SET -> Consistency.LOCAL;
        };
    }

    static ConsumeRequest request(long offset, Consistency consistency) {
        ConsumeRequest.Builder request = ConsumeRequest.newBuilder().setOffset(offset);
        switch (consistency) {
            case Consistency.Local _ -> {}
            case Consistency.Linearizable _ -> request.setLinearizable(true);
            case Consistency.AtLeast(long least) -> request.setAtLeastOffset(least);
        }
        return request.build();
    }

    /// Nanoseconds since 1970; what is too far away (before 1677, after 2262) is as far as they go.
    static long unixNanos(Instant time) {
        long second = TimeUnit.SECONDS.toNanos(1);
        long seconds =
                Math.clamp(
                        time.getEpochSecond(),
                        Long.MIN_VALUE / second,
                        Long.MAX_VALUE / second - 1);
        return seconds * second + time.getNano();
    }

    static Instant instant(long unixNanos) {
        return Instant.EPOCH.plusNanos(unixNanos);
    }

    /// Neither side ever changes what it shares. A small value is copied: that costs less than
    /// views of it.
    static ByteString byteString(Bytes bytes) {
        return bytes.length() < SHARED_BYTES
                ? UnsafeByteOperations.unsafeWrap(bytes.toByteArray())
                : UnsafeByteOperations.unsafeWrap(bytes.asByteBuffer());
    }

    private static List<Bytes> bytes(List<ByteString> values) {
        List<Bytes> all = new ArrayList<>(values.size());
        for (ByteString value : values) {
            all.add(bytes(value));
        }
        return all;
    }

    /// The array of `value` itself: neither side ever changes it.
    static Bytes bytes(ByteString value) {
        Array array = new Array();
        try {
            UnsafeByteOperations.unsafeWriteTo(value, array);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return array.bytes;
    }

    /// Takes the array of a byte string of one piece, which is what a parsed message has.
    private static final class Array extends ByteOutput {

        private Bytes bytes = Bytes.EMPTY;

        @Override
        public void writeLazy(byte[] array, int start, int length) {
            bytes =
                    bytes.isEmpty()
                            ? Bytes.wrap(array, start, length)
                            : joined(bytes, Bytes.wrap(array, start, length));
        }

        @Override
        public void write(byte[] array, int start, int length) {
            writeLazy(array.clone(), start, length);
        }

        @Override
        public void write(byte one) {
            writeLazy(new byte[] {one}, 0, 1);
        }

        @Override
        public void write(ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.get(copy);
            writeLazy(copy, 0, copy.length);
        }

        @Override
        public void writeLazy(ByteBuffer buffer) {
            write(buffer);
        }

        private static Bytes joined(Bytes head, Bytes tail) {
            byte[] both = new byte[head.length() + tail.length()];
            head.copyTo(both, 0);
            tail.copyTo(both, head.length());
            return Bytes.wrap(both);
        }
    }
}
