package proglog.torture;

import java.util.List;

/// What nodes run.
interface Program {

    /// The class with the `main`.
    String main();

    /// Its arguments for `node`, when it is to begin in this way.
    List<String> arguments(Node node, Beginning beginning);

    /// How a node begins.
    enum Beginning {
        /// A new cluster.
        BOOTSTRAP,
        /// As part of one, for good.
        JOIN,
        /// As part of one, until it is told to stop: then it gives up its vote.
        JOIN_FOR_A_WHILE
    }
}
