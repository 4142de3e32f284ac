/// The replicated log as a library. Start with [Graft]; then the two stores over it, [PullStore]
/// and [PushStore].
@NullMarked
package proglog.examples.graft;

import org.jspecify.annotations.NullMarked;
