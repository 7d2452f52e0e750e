/**
 * The mathematics of a set's score: what is learned from the descriptors of a support set, and how
 * relevant it makes other descriptors.
 *
 * <p>A {@link org.set2model.scoring.Scorer} turns a support set, N x D, and queries, M x D, into M
 * scores. {@link org.set2model.scoring.MixtureScorer} fits a density, which a {@link
 * org.set2model.scoring.LikelihoodRatio} compares with a {@link org.set2model.scoring.Background}.
 * The baselines without a generative model are AVG and NN, which on descriptors of unit length
 * compare by cosine, and a linear {@link org.set2model.scoring.SupportVectorMachine}. {@link
 * org.set2model.scoring.ScorerSettings} is what a network's file says of all this; {@link
 * org.set2model.scoring.Ranking} orders by score.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>Scorers are differentiable even where only a ranking is wanted</b>, so that baselines
 *       can be trained by the same loss as the models, and inference runs the code that was
 *       trained.
 *   <li><b>Densities rank by their ratio to a background</b>
 *   <li><b>The two baselines are operations of their own</b>, not compositions of a product, a mean
 *       and a maximum: the M x N matrix of inner products is never stored, and the gradient of the
 *       maximum touches one example a query.
 *   <li><b>The SVM is an exact optimum, not a path</b>
 * </ul>
 *
 * <p>The measurements behind them are in {@code src/site/markdown/decisions.md}.
 */
package org.set2model.scoring;
