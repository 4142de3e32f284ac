package proglog.consensus;

/// What a node answers to one with a new disk that asks to be admitted.
enum Standing {
    /// It has a new disk itself, and waits, too.
    NO_CLUSTER,
    /// There is a cluster; somebody else has to be asked, or it has to be asked again.
    NOT_NOW,
    /// There is a cluster, and whoever asked has no vote in it: none that an earlier disk of it has
    /// given, and none that it has.
    ADMITTED
}
