/**
 * Gaussians and mixtures of Gaussians with diagonal covariance: fitting them to sets of points,
 * asking them for likelihoods, and differentiating both.
 *
 * <p>Notation: X is N x D, one point (descriptor) a row, with example weights {@code a_n >= 0}. A
 * mixture of K components is one matrix theta, K x (1+2D): column 0 holds the weight {@code w_k},
 * columns 1..D the mean {@code mu_kj}, columns D+1..2D the variances {@code phi_kj}. A Gaussian is
 * K = 1. {@code r_nk} is the responsibility of component k for point n, {@code c_nk = a_n r_nk},
 * {@code N_k = sum_n c_nk}, {@code A = sum_n a_n}. The prior's letters are explained at {@link
 * org.set2model.mixture.Prior}.
 *
 * <p>The operations, in the order of a fit:
 *
 * <ul>
 *   <li>{@link org.set2model.mixture.SeededStart} chooses points, {@link
 *       org.set2model.mixture.MixtureStart} makes the first theta of them;
 *   <li>{@link org.set2model.mixture.ExpectationMaximizationStep} is one step {@code theta' =
 *       T(theta, X, a, prior)} and its product, the heart of the package, derived line by line in
 *       the site's {@code em-step.md}; {@link org.set2model.mixture.MixtureFit} unrolls it;
 *   <li>{@link org.set2model.mixture.GaussianFit} is the closed form for one component;
 *   <li>{@link org.set2model.mixture.LogDensity} scores queries under a theta on the tape, {@link
 *       org.set2model.mixture.Mixture} does so without one.
 * </ul>
 *
 * All fits take their inputs in one order: X, a, the six parts of the prior, then theta if there is
 * one. Their pure functions work on plain arrays and buffers allocated once, so they stay inside
 * the package; from outside, {@code evaluate} is the pure function of matrices, usable without a
 * tape.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>theta is one matrix</b>, weights not transformed. A softmax and a logarithm would make
 *       it unconstrained, but EM needs no such thing, and gradients would be of quantities nobody
 *       asked for.
 *   <li><b>Centred squares</b> {@code (x - mu)^2 / phi} everywhere. The expanded form is a matrix
 *       product and somewhat faster, but loses all digits when |mu| is 1e8 standard deviations.
 *   <li><b>Smooth regularisation</b> by prior and additive floor; a hard floor has no gradient
 *       where it acts. Without either, coincident points are refused with an exception: the
 *       likelihood is unbounded there, and any number would be an invention.
 *   <li><b>The product is written by hand, and its step fused.</b> Composed of primitive operations
 *       on the tape, a step keeps N x K x D intermediates; written by hand it keeps theta, because
 *       responsibilities are cheaper to recompute than to store. The M-step's variances depend on
 *       its means to second order only, which no automatic composition finds out.
 *   <li><b>No stopping rule.</b> A given number of steps makes the result a smooth function of the
 *       inputs; a test for convergence would make it jump.
 *   <li><b>Data by rows and by columns.</b> With both, each inner loop is an axpy on contiguous
 *       memory and vectorised by the just-in-time compiler. Forward and backward pass of a fit with
 *       N = 50, D = 64, K = 3, T = 50 take 0.6 ms, with N = 1000, D = 128, K = 5, T = 50 they take
 *       30 ms (one thread, JDK 17, AVX-512). Tried and slower: four rows at a time in the loops
 *       that have two sums or four results (2 to 3 times), the gradient of the points by rows
 *       (twice), replacing {@code exp} of 0 and of underflowing arguments (no gain).
 * </ul>
 */
package org.set2model.mixture;
