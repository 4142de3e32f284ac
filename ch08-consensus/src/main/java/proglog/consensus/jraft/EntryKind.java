package proglog.consensus.jraft;

/// What an entry of the Raft log is for. Its code is what is on the disk.
enum EntryKind {
    /// What a new leader begins its term with.
    NO_OP(1),
    /// A command.
    DATA(2),
    /// Who the voters are from here on.
    CONFIGURATION(3);

    private final int code;

    EntryKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /// The kind with this code.
    static EntryKind of(int code) {
        return switch (code) {
            case 1 -> NO_OP;
            case 2 -> DATA;
            case 3 -> CONFIGURATION;
            default ->
                    throw new IllegalArgumentException(
                            "kind of entry " + code + " is not one of 1 to 3");
        };
    }
}
