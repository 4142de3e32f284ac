package proglog.console;

import proglog.console.v1.GetStatusResponse;
import proglog.console.v1.Pace;
import proglog.console.v1.Segment;

/// Between a node's status and how nodes send it to each other.
final class StatusWire {

    private StatusWire() {}

    static GetStatusResponse encode(NodeStatus status) {
        GetStatusResponse.Builder message =
                GetStatusResponse.newBuilder()
                        .setName(status.name())
                        .setConsole(status.console())
                        .setRole(status.role())
                        .setTerm(status.term())
                        .setLeader(status.leader())
                        .setCommitIndex(status.commit())
                        .setAppliedIndex(status.applied())
                        .setLastIndex(status.last())
                        .setSnapshotIndex(status.snapshot())
                        .setFirstOffset(status.first())
                        .setNextOffset(status.next())
                        .putAllLag(status.lag())
                        .setPace(encode(status.pace()));
        status.segments().forEach(segment -> message.addSegments(encode(segment)));
        return message.build();
    }

    private static Pace encode(NodeStatus.Pace pace) {
        return Pace.newBuilder()
                .setAppended(pace.appended())
                .setAppendedBytes(pace.bytes())
                .setRead(pace.read())
                .setMedianSeconds(pace.median())
                .setSlowestSeconds(pace.slowest())
                .build();
    }

    private static Segment encode(NodeStatus.Segment segment) {
        return Segment.newBuilder()
                .setFirst(segment.first())
                .setNext(segment.next())
                .setBytes(segment.bytes())
                .build();
    }

    static NodeStatus decode(GetStatusResponse message) {
        return new NodeStatus(
                message.getName(),
                message.getConsole(),
                message.getRole(),
                message.getTerm(),
                message.getLeader(),
                message.getCommitIndex(),
                message.getAppliedIndex(),
                message.getLastIndex(),
                message.getSnapshotIndex(),
                message.getFirstOffset(),
                message.getNextOffset(),
                message.getLagMap(),
                message.getSegmentsList().stream().map(StatusWire::decode).toList(),
                decode(message.getPace()));
    }

    private static NodeStatus.Segment decode(Segment segment) {
        return new NodeStatus.Segment(segment.getFirst(), segment.getNext(), segment.getBytes());
    }

    private static NodeStatus.Pace decode(Pace pace) {
        return new NodeStatus.Pace(
                pace.getAppended(),
                pace.getAppendedBytes(),
                pace.getRead(),
                pace.getMedianSeconds(),
                pace.getSlowestSeconds());
    }
}
