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
 *   <li><b>Densities rank by their ratio to a background</b>, {@link
 *       org.set2model.scoring.LikelihoodRatio}: the cross-entropies that train them compare the
 *       likelihoods of an image under different concepts, whereas a ranking compares those of
 *       different images. On the test icons it raises the kernel density by .02 to .03 (mean
 *       average precision, six networks), a Gaussian and mixtures of few components by .03 to .04.
 *       The gallery itself as a background does a little better (.831 against .820), but an image's
 *       score would then depend on what else is in the folder. A mixture of 64 wide components was
 *       worse (.803 against .816): the background must be as sharp as the kernels. In
 *       classification a background adds the same to all classes, and is left out.
 *   <li><b>The two baselines are operations of their own</b>, not compositions of a product, a mean
 *       and a maximum: the M x N matrix of inner products is never stored, and the gradient of the
 *       maximum touches one example a query.
 *   <li><b>The SVM is an exact optimum, not a path</b>: solved to 1e-10, so that neither the order
 *       of images nor a step size is part of the result. It has no derivative and refuses what
 *       would need one, rather than a second kind of scorer beside {@link
 *       org.set2model.scoring.Scorer}. Plain coordinate descent took 2.4 ms for a set of 33 images
 *       and 66 negatives, 64-d; with the free multipliers moved together, 1.3 ms.
 * </ul>
 */
package org.set2model.scoring;
