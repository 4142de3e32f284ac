/// Traces, metrics, logs and health of a log and its server.
@NullMarked
package proglog.observability;

import org.jspecify.annotations.NullMarked;
