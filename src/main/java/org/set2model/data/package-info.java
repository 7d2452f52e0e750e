/**
 * Images and the concepts they belong to, and tables of numbers.
 *
 * <p>A {@link org.set2model.data.Concept} is a word with a search set, the raw result of a search
 * and so noisy, and a gallery of clean images. An {@link org.set2model.data.IconFolder} reads
 * concepts from disk; an {@link org.set2model.data.Augmentation} varies the images in training.
 * Apart from these, a {@link org.set2model.data.NumberTable} reads a file of plain numbers as a
 * matrix, for the command {@code fit}.
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
 *   <li><b>One channel.</b> Colour needs a channel count in {@link org.set2model.data.ImageSet} and
 *       nothing else; {@link org.set2model.data.ImageSet#pixels} is the length of an image, and
 *       callers use it rather than the square of the side.
 *   <li><b>Faulty data is an error, never skipped.</b> Every {@link
 *       org.set2model.data.DataException} names the file, the value and the remedy in one line.
 * </ul>
 */
package org.set2model.data;
