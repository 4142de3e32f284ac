/// A cluster in the browser: one page on each node's admin port.
///
/// Start with [Console], which joins the parts. [ClusterView] makes what is shown, [Watch] makes it
/// anew while somebody looks, and [RequestGuard] says who may.
@NullMarked
package proglog.console;

import org.jspecify.annotations.NullMarked;
