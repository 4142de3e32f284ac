/// Tests of the command line.
@NullMarked
package proglog.cli;

import org.jspecify.annotations.NullMarked;
