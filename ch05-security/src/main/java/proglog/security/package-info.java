/// Who is calling, over mutual TLS, and what the caller may do.
@NullMarked
package proglog.security;

import org.jspecify.annotations.NullMarked;
