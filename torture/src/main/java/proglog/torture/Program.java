package proglog.torture;

import java.util.List;

/// What nodes run.
interface Program {

    /// The class with the `main`.
    String main();

    /// Its arguments for `node`; `isFirst` of the first start of the first node, which begins the
    /// cluster.
    List<String> arguments(Node node, boolean isFirst);
}
