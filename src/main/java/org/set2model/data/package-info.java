/**
 * Images and the concepts they belong to, and tables of numbers.
 *
 * <p>A {@link org.set2model.data.LabeledConcept} is a word with a search set, the raw result of a
 * search and so noisy, and a gallery of clean images. {@link org.set2model.data.DataSet} reads what
 * a user names as data: an {@link org.set2model.data.IconFolder} of strips, a {@link
 * org.set2model.data.ConceptFolder} of search and gallery pictures, or {@link
 * org.set2model.data.ClassFolders}, from a folder or a zip. {@link org.set2model.image.InputFormat}
 * says how pictures are made alike, {@link org.set2model.image.ImageConversion} does it, and an
 * {@link org.set2model.image.Augmentation} varies the images in training. Apart from these, a
 * {@link org.set2model.data.NumberTable} reads a file of plain numbers as a matrix, for the command
 * {@code fit}.
 *
 * <p>Pictures that are too many to be held as images, as a person's whole collection may be, are
 * read a part at a time from an {@link org.set2model.data.ImageFolder}.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>Ink is 1, background is 0.</b> The pictures are dark on white. With the values turned
 *       round, the zero padding of a convolution and the border that a warp uncovers are
 *       background, and an image has few nonzero pixels.
 *   <li><b>One byte a pixel in memory, doubles on demand.</b> All images of the embedded data take
 *       23 MB instead of 187 MB, and the conversion is a table look-up.
 *   <li><b>Many tiles in one picture.</b> A file for each of 22,779 tiles would take longer to open
 *       than to decode.
 *   <li><b>One channel.</b> Colour needs a channel count in {@link org.set2model.image.ImageSet}
 *       and nothing else; {@link org.set2model.image.ImageSet#pixels} is the length of an image,
 *       and callers use it rather than the square of the side.
 *   <li><b>Faulty data of ours is an error; faulty files of a user's are skipped and listed.</b>
 *       Strips and tables are made by a program, so a fault there is a mistake, and a {@link
 *       org.set2model.io.DataException} names file, value and remedy in one line. Downloads always
 *       hold some broken file; each is listed with its reason, and a folder without any readable
 *       image is still an error.
 *   <li><b>Relevance comes from a table or is unknown.</b> A table about other words says nothing;
 *       one about some of the words is a mistake, because a mean over those alone would pass for
 *       one over all.
 *   <li><b>Ink comes from stored values</b>, not through a conversion to sRGB, which shifts 8-bit
 *       greys.
 *   <li><b>Shrinking takes the mean over the area, rounded once.</b> Subsampling loses thin
 *       strokes. Padding to a square, by whole pixels, rather than stretching.
 *   <li><b>The rim of each picture tells dark on light from light on dark</b>, unless the format
 *       says which; tiles are dark on light, because an icon may fill its rim.
 *   <li><b>{@code java.util.zip} rather than a zip file system:</b> {@code java.base} is enough,
 *       and nothing is unpacked to disk.
 *   <li><b>PNG, JPEG, GIF and BMP by content</b>, whatever the name; the JDK's other readers have
 *       no signature to go by.
 * </ul>
 */
package org.set2model.data;
