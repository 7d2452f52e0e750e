/**
 * Ranking galleries of whole data sets, measuring the rankings, and choosing priors by them.
 *
 * <p>{@link org.set2model.retrieval.AveragePrecision} judges an order, {@link
 * org.set2model.retrieval.BootstrapInterval} says how much the choice of concepts leaves open,
 * {@link org.set2model.retrieval.RetrievalEvaluation} does all of this for a list of scorers, and
 * {@link org.set2model.retrieval.PriorSelection} picks what a network's file says of its densities.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>Ties count against the scorer</b> in the average precision. To rank ties by index would
 *       let a constant scorer profit from a gallery that lists relevant images first; to group them
 *       as one threshold, as scikit-learn does, grants it the share of relevant images.
 *   <li><b>A search result is re-ranked by leave-one-out, for every scorer.</b> An image that took
 *       part would be its own nearest neighbor, and its own kernel; to treat only these two apart
 *       would compare scorers on different tasks. It takes N fits a concept.
 *   <li><b>Percentile bootstrap over concepts.</b> Average precisions are bounded and skewed, so a
 *       normal interval can leave [0, 1]; for two scorers use the paired difference.
 * </ul>
 */
package org.set2model.retrieval;
