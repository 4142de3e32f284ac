package proglog.storage;

import java.time.Instant;
import proglog.Producers;

/// What was found when a log was opened.
///
/// @param segments all of them, the last one ready to be written to
/// @param producers who appended the batches of the last segment
/// @param lastTime when the last record was appended; 1970 when there is none
record OpenedLog(Segments segments, Producers producers, Instant lastTime) {}
