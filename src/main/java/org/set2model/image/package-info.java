/**
 * Images as numbers: pictures of any size become the images that a network takes, without files and
 * with {@code java.base} alone.
 *
 * <p>{@link org.set2model.image.Pixels} is a picture of any size, {@link
 * org.set2model.image.GrayImage} one of plain numbers. {@link org.set2model.image.InputFormat} says
 * how pictures are made alike, {@link org.set2model.image.ImageConversion} does it, an {@link
 * org.set2model.image.ImageSet} holds what comes of it, and an {@link
 * org.set2model.image.Augmentation} varies the images in training.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>Ink is 1, background is 0.</b> The pictures are dark on white. With the values turned
 *       round, the zero padding of a convolution and the border that a warp uncovers are
 *       background, and an image has few nonzero pixels.
 *   <li><b>One byte a pixel in memory, doubles on demand.</b>
 *   <li><b>One channel.</b> Color needs a channel count in {@link org.set2model.image.ImageSet} and
 *       nothing else; {@link org.set2model.image.ImageSet#pixels} is the length of an image, and
 *       callers use it rather than the square of the side.
 *   <li><b>Ink comes from stored values</b>, not through a conversion to sRGB, which shifts 8-bit
 *       grays.
 *   <li><b>Shrinking takes the mean over the area, rounded once.</b> Subsampling loses thin
 *       strokes. Padding to a square, by whole pixels, rather than stretching.
 *   <li><b>The rim of each picture tells dark on light from light on dark</b>, unless the format
 *       says which; tiles are dark on light, because an icon may fill its rim.
 * </ul>
 *
 * <p>The measurements behind them are in {@code src/site/markdown/decisions.md}.
 */
package org.set2model.image;
