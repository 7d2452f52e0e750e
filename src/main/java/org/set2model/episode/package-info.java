/**
 * Draws the tuples of meta-learning, T = (X, Z+, Z-): a set that describes a concept, relevant
 * images, irrelevant images [S2M, section 2].
 *
 * <p>The tuples of one step share their images: what is relevant to one tuple is irrelevant to the
 * others, which gives every tuple many more pairs at no further cost in the network.
 *
 * <p>Where classes of images are all there is, both parts of a tuple are drawn from a class,
 * without overlap. Steps within a group, such as an alphabet, make the irrelevant images similar to
 * the relevant ones.
 */
package org.set2model.episode;
