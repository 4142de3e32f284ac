/// Who is there: members that find each other by gossip. Start with [Membership].
@NullMarked
package proglog.discovery;

import org.jspecify.annotations.NullMarked;
