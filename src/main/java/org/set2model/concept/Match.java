package org.set2model.concept;

/**
 * A picture of a gallery, as a concept ranks it.
 *
 * @param picture its number in the gallery, from 0
 * @param score higher for more relevant; a log-likelihood if the concept is a density
 * @param component the number of the component that is responsible for it, or {@link
 *     ConceptModel#NONE}
 */
public record Match(int picture, double score, int component) {}
