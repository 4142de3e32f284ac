package proglog.discovery;

import proglog.Bytes;

/// What nodes send each other, once TLS has told them that they are nodes.
///
/// ```
/// length (4) | kind (1) | body
///
///   1 hello      version (1) | cluster id | name | address | run
///   2 refused    reason                                           and the connection ends
///   3 request    id (8) | type | payload (the rest)
///   4 reply      id (8) | payload (the rest)
///   5 failure    id (8)                                           the request could not be answered
///   6 message    type | payload (the rest)                        wants no answer
///
/// text: length (2) | UTF-8
/// ```
sealed interface Frame
        permits Hello, Frame.Refused, Frame.Request, Frame.Reply, Frame.Failure, Frame.Message {

    /// Why the other end does not want to talk to us.
    record Refused(String reason) implements Frame {}

    /// Wants an answer with the same id.
    record Request(long id, String type, Bytes payload) implements Frame {}

    /// Answers a request.
    record Reply(long id, Bytes payload) implements Frame {}

    /// A request that was understood and could not be answered.
    record Failure(long id) implements Frame {}

    /// Wants no answer.
    record Message(String type, Bytes payload) implements Frame {}
}
