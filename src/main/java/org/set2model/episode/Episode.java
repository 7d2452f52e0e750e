package org.set2model.episode;

/**
 * A tuple (X, Z+, Z-) of [S2M, section 2] as indices of the images of a batch.
 *
 * @param concept the concept's name
 * @param support X, the set that describes the concept
 * @param relevant Z+
 * @param irrelevant Z-, images that are relevant to other tuples of the batch
 */
public record Episode(String concept, int[] support, int[] relevant, int[] irrelevant) {}
