/// The book, built and read in a browser.
@NullMarked
package proglog.checks.book;

import org.jspecify.annotations.NullMarked;
