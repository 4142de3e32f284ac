/// Tests of what is measured, traced and logged.
@NullMarked
package proglog.observability;

import org.jspecify.annotations.NullMarked;
