/// A commit log over HTTP and JSON.
///
/// Start with [LogRoutes], which knows the log and no network; then [HttpServer], which knows the
/// network and no log. [Main] joins the two.
@NullMarked
package proglog.http;

import org.jspecify.annotations.NullMarked;
