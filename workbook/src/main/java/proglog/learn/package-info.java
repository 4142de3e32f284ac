/// `./learn`: the workbook. It writes starters, checks a reader's classes, gives hints, plants
/// faults.
///
/// Start reading at [proglog.learn.Main]. It stands on the JDK alone, so that the launcher can
/// compile it by itself; what needs JUnit is in [proglog.learn.runner], in a process of its own.
@NullMarked
package proglog.learn;

import org.jspecify.annotations.NullMarked;
