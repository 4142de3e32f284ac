/// The default engine: SOFAJRaft on chapter 3's files and chapter 5's TLS.
@NullMarked
package proglog.consensus.jraft;

import org.jspecify.annotations.NullMarked;
