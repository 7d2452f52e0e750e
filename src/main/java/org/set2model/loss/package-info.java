/**
 * Losses of meta-learning: how badly the scores of relevant images are separated from those of
 * irrelevant ones.
 *
 * <p>Notation: {@code s+} is the P x 1 matrix of the scores of relevant images, {@code s-} the M x
 * 1 matrix of the scores of irrelevant ones, higher meaning more relevant. The first two losses
 * estimate or bound the fraction of pairs (one relevant, one irrelevant) in the wrong order, the
 * quantity that ranking is about [S2M, eq. 5], which itself has no useful gradient.
 *
 * <ul>
 *   <li>{@link org.set2model.loss.HistogramLoss} is the paper's: the probability of a wrong order
 *       under two soft histograms. It looks at the order and the overlap only, whatever the scale
 *       of the scores.
 *   <li>{@link org.set2model.loss.PairwiseLogisticLoss} is the smooth, exact average over all
 *       pairs. It depends on the scale of the scores, and has a gradient everywhere.
 *   <li>{@link org.set2model.loss.SoftmaxCrossEntropy} compares the scores of one image under
 *       different concepts instead: the loss for classification, where images choose.
 *   <li>{@link org.set2model.loss.ContrastiveCrossEntropy} compares a right pair of image and
 *       concept with all wrong pairs of either: images choose, and are chosen.
 * </ul>
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>The histogram's range is part of the function.</b> Its ends are the smallest and the
 *       largest score, and the gradient passes through them. Holding the range constant in the
 *       backward pass, as is common, gives the gradient of another function: it is neither
 *       orthogonal to the scores nor of zero sum, so that descent along it also rescales them.
 *   <li><b>Histogram nodes lie on both ends of the range</b>, not half a bin inside or outside of
 *       it. Every sample then stands between two nodes and gives them weights that sum to one. In
 *       the authors' code the extreme samples lose up to half of their mass beyond the outermost
 *       bins, and the histograms are not normalized.
 *   <li><b>Only finite scores are accepted.</b> An infinite score has an order but no gradient, and
 *       would stretch the histogram's range over everything else.
 * </ul>
 *
 * <p>[S2M] is A. Vakhitov, A. Kuzmin, V. Lempitsky, <i>Set2Model networks: Learning
 * discriminatively to learn generative models</i>, arXiv 1612.07697.
 */
package org.set2model.loss;
