/**
 * Files that are written whole or not at all, JSON and HTML text, and the progress of long work.
 *
 * <p>{@link org.set2model.io.AtomicFile} replaces a file by another in one step, {@link
 * org.set2model.io.Json} and {@link org.set2model.io.Html} write texts that others can read, {@link
 * org.set2model.io.Progress} tells how long work will take. A {@link
 * org.set2model.io.DataException} is a fault in what a user gave: one line that names the place and
 * a remedy.
 */
package org.set2model.io;
