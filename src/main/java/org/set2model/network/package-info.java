/**
 * The embedding: a small convolutional network from images to descriptors of length one.
 *
 * <p>Layout: activations are channel-major, one row per channel holding all pixels of all images
 * ({@link org.set2model.network.ImageShape}). A convolution is then a product of its filters with
 * the patches of a band of image rows, its value is the next layer's input as it stands, and the
 * statistics of batch normalisation run along contiguous rows. Descriptors are rows, one an image,
 * as the fits want them.
 *
 * <p>Each layer is an operation of its own, written to be read and checked. In training and
 * evaluation {@link org.set2model.network.ConvolutionBlock} does the work of four of them at once;
 * a property test holds it equal to their composition.
 *
 * <p>Batch normalisation uses the statistics of the batch in training, which mixes all tuples of a
 * step, and running statistics in evaluation, so that a descriptor does not depend on the images
 * beside it.
 *
 * <p>Rejected:
 *
 * <ul>
 *   <li>Biases in convolutions, which batch normalisation cancels.
 *   <li>Patches of a whole image or of several as one panel: at 32 x 32 pixels the panel leaves the
 *       second-level cache. Bands of about 512 pixels, across images, stay in it at every size.
 *   <li>Max-pooling by {@code Math.max} and branches: mispredicted half the time, 12.4 ms against
 *       4.9 ms for the first block of 136 images of 32 x 32 with 32 filters on one thread.
 *   <li>Longer lanes (256) in the filter gradient of the first layer: 11 ms against 8 ms.
 * </ul>
 */
package org.set2model.network;
