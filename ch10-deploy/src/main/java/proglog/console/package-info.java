/// The web console: routes of the admin port, and the page they serve.
@NullMarked
package proglog.console;

import org.jspecify.annotations.NullMarked;
