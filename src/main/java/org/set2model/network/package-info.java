/**
 * The embedding: a small convolutional network from images to descriptors of length one.
 *
 * <p>Layout: activations are channel-major, one row per channel holding all pixels of all images
 * ({@link org.set2model.network.ImageShape}). A convolution is then a product of its filters with
 * the patches of a band of image rows, its value is the next layer's input as it stands, and the
 * statistics of batch normalisation run along contiguous rows. Descriptors are rows, one an image,
 * as the fits want them.
 *
 * <p>Each layer is an operation of its own, written to be read and checked. Where the fast form of
 * one does not read like its formula, the plain form stands beside it: {@link
 * org.set2model.network.Convolution} beside {@link org.set2model.network.PanelConvolution}, and
 * {@link org.set2model.network.PlainConvolutionBlock} beside {@link
 * org.set2model.network.ConvolutionBlock}, which does the work of four operations at once. Networks
 * run the fast forms; catalogue and property tests hold each equal to its plain form.
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
 *   <li>Max-pooling by branches: mispredicted half the time, 12.4 ms against 4.9 ms for the first
 *       block of 136 images of 32 x 32 with 32 filters on one thread. {@code Math.max} itself has
 *       no branch and keeps NaN. Also comparing before the normalisation, which then has one entry
 *       of four to do, but loads through indices just computed and treats what is not finite apart:
 *       8.1 ms against 6.6 ms, batch statistics included, for the first block of 100 images of 28 x
 *       28 with 64 filters (of which all that follows speaks).
 *   <li>The filter gradient of the first layer summed in 128 lanes over the pixels: 8.3 ms against
 *       6.5 ms with the transposed gradient, 2.5 ms of which are the product. In the transposition,
 *       whole cache lines of one pixel are written (6.5 ms); to read whole lines of one filter
 *       instead takes 6.9 ms, and to copy the band to a nearer cache before it gains only 0.2 ms.
 *   <li>Evaluation of 16 or 32 images at once instead of 64, whose first convolution would leave
 *       less to memory: no faster, the last blocks' products being shorter.
 * </ul>
 *
 * <p>One training step of four blocks with 64 filters on these images takes 105 ms on Java 25 and
 * 119 ms on 17 with one thread, of which the first block takes 22 ms though it has a thirtieth of
 * the arithmetic: the value of its convolution, 40 MB, is written, read for the statistics,
 * overwritten by its gradient, and read for the filters, at 1.7 ms each time it comes from memory.
 * The step allocates 0.9 MB, the gradients it hands over. Everything else is kept: by the {@link
 * org.set2model.kernel.Workspace} what applications of a block exchange, in fields what is the
 * scratch memory of one worker or one part of a sum. Made anew at each step they were 27 MB.
 */
package org.set2model.network;
