/// The command line, `proglog`: one small class a command.
@NullMarked
package proglog.cli;

import org.jspecify.annotations.NullMarked;
