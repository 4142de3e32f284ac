package proglog.discovery;

/// What is known of a member.
enum Presence {
    /// It answers.
    HERE,
    /// It answers neither us nor others whom we asked.
    FAILED,
    /// It said goodbye.
    LEFT
}
