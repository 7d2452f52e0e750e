/**
 * Reading what people have: picture files in folders, zips and strips, the concepts they belong to,
 * and tables of numbers.
 *
 * <p>A {@link org.set2model.data.LabeledConcept} is a word with a search set, the raw result of a
 * search and so noisy, and a gallery of clean images. {@link org.set2model.data.DataSet} reads what
 * a user names as data: an {@link org.set2model.data.IconFolder} of strips, a {@link
 * org.set2model.data.ConceptFolder} of search and gallery pictures, or {@link
 * org.set2model.data.ClassFolders}, from a folder or a zip. Pictures that are too many to be held
 * as images, as a person's whole collection may be, are read a part at a time from an {@link
 * org.set2model.data.ImageFolder}. A {@link org.set2model.data.NumberTable} reads a file of plain
 * numbers as a matrix.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>Many tiles in one picture.</b> A file for each of 22,779 tiles would take longer to open
 *       than to decode.
 *   <li><b>Faulty data of ours is an error; faulty files of a user's are skipped and listed.</b>
 *       Strips and tables are made by a program, so a fault there is a mistake, and a {@link
 *       org.set2model.io.DataException} names file, value and remedy in one line. Downloads always
 *       hold some broken file; each is listed with its reason, and a folder without any readable
 *       image is still an error.
 *   <li><b>Relevance comes from a table or is unknown.</b> A table about other words says nothing;
 *       one about some of the words is a mistake, because a mean over those alone would pass for
 *       one over all.
 *   <li><b>{@code java.util.zip} rather than a zip file system:</b> {@code java.base} is enough,
 *       and nothing is unpacked to disk.
 *   <li><b>PNG, JPEG, GIF and BMP by content</b>, whatever the name; the JDK's other readers have
 *       no signature to go by.
 * </ul>
 */
package org.set2model.data;
