/**
 * The embedding: a small convolutional network from images to descriptors of length one.
 *
 * <p>Layout: activations are channel-major, one row per channel holding all pixels of all images
 * ({@link org.set2model.network.ImageShape}). A convolution is then a product of its filters with
 * the patches of a band of image rows, its value is the next layer's input as it stands, and the
 * statistics of batch normalization run along contiguous rows. Descriptors are rows, one an image,
 * as the fits want them.
 *
 * <p>Each layer is an operation of its own, written to be read and checked. Where the fast form of
 * one does not read like its formula, the plain form stands beside it: {@link
 * org.set2model.network.Convolution} beside {@link org.set2model.network.PanelConvolution}, and
 * {@link org.set2model.network.PlainConvolutionBlock} beside {@link
 * org.set2model.network.ConvolutionBlock}, which does the work of four operations at once. Networks
 * run the fast forms; catalog and property tests hold each equal to its plain form.
 *
 * <p>Batch normalization uses the statistics of the batch in training, which mixes all tuples of a
 * step, and running statistics in evaluation, so that a descriptor does not depend on the images
 * beside it.
 *
 * <p>What was rejected, with the measurements, is in {@code src/site/markdown/decisions.md}.
 */
package org.set2model.network;
