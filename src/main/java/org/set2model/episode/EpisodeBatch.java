package org.set2model.episode;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The tuples of one training step and all their images.
 *
 * @param images 1 x (N side side), intensities in [0, 1], one image after the other
 * @param episodes the tuples, indexing the images
 */
public record EpisodeBatch(DMatrixRMaj images, List<Episode> episodes) {}
