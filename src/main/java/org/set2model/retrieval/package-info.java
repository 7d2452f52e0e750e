/**
 * Ranking a gallery for a concept, and measuring the ranking.
 *
 * <p>A {@link org.set2model.retrieval.Scorer} turns a support set, N x D, and queries, M x D, into
 * M scores. The two baselines without a generative model stand here; on descriptors of unit length
 * both compare by cosine. {@link org.set2model.retrieval.Ranking} orders by score, {@link
 * org.set2model.retrieval.AveragePrecision} judges the order, {@link
 * org.set2model.retrieval.BootstrapInterval} says how much the choice of concepts leaves open.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>Scorers are differentiable even where only a ranking is wanted</b>, so that baselines
 *       can be trained by the same loss as the models, and inference runs the code that was
 *       trained.
 *   <li><b>Ties count against the scorer</b> in the average precision. To rank ties by index would
 *       let a constant scorer profit from a gallery that lists relevant images first; to group them
 *       as one threshold, as scikit-learn does, grants it the share of relevant images.
 *   <li><b>The two baselines are operations of their own</b>, not compositions of a product, a mean
 *       and a maximum: the M x N matrix of inner products is never stored, and the gradient of the
 *       maximum touches one example a query.
 *   <li><b>Percentile bootstrap over concepts.</b> Average precisions are bounded and skewed, so a
 *       normal interval can leave [0, 1]; for two scorers use the paired difference.
 * </ul>
 */
package org.set2model.retrieval;
