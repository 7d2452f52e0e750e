/**
 * Draws the tuples of meta-learning, T = (X, Z+, Z-): a set that describes a concept, relevant
 * images, irrelevant images [S2M, section 2].
 *
 * <p>The tuples of one step share their images: what is relevant to one tuple is irrelevant to the
 * others, which gives every tuple many more pairs at no further cost in the network.
 */
package org.set2model.episode;
