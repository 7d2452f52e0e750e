/**
 * Gaussians and mixtures of Gaussians: fitting them to sets of points, asking them for likelihoods,
 * and differentiating both.
 *
 * <p>Notation: X is N x D, one point (descriptor) a row, with example weights {@code a_n >= 0}. A
 * mixture of K components is one matrix theta, K x (1+2D): column 0 holds the weight {@code w_k},
 * columns 1..D the mean {@code mu_kj}, columns D+1..2D the variances {@code phi_kj}, which are
 * equal in a row if the covariance is {@linkplain org.set2model.mixture.Covariance spherical}. A
 * Gaussian is K = 1. {@code r_nk} is the responsibility of component k for point n, {@code c_nk =
 * a_n r_nk}, {@code N_k = sum_n c_nk}, {@code A = sum_n a_n}. The prior's letters are explained at
 * {@link org.set2model.mixture.Prior}. A Gaussian of full covariance is a matrix (1+D) x D, the
 * mean above the covariance.
 *
 * <p>The operations, in the order of a fit:
 *
 * <ul>
 *   <li>{@link org.set2model.mixture.SeededStart} chooses points, of which {@link
 *       org.set2model.mixture.MixtureStart} makes the first theta; {@link
 *       org.set2model.mixture.MeansStart} makes it of given means;
 *   <li>{@link org.set2model.mixture.ExpectationMaximizationStep} is one step {@code theta' =
 *       T(theta, X, a, prior)} and its product, the heart of the package, derived line by line in
 *       the site's {@code em-step.md}; {@link
 *       org.set2model.mixture.PlainExpectationMaximizationStep} is these lines and nothing else, to
 *       be read and to be held against;
 *   <li>{@link org.set2model.mixture.MixtureFit} repeats it, and is differentiated in one of three
 *       ways ({@link org.set2model.mixture.Differentiation}): unrolled, or at the fixed point by
 *       one linear system, the fixed point's own or the paper's, both derived in {@code
 *       em-implicit.md};
 *   <li>{@link org.set2model.mixture.GaussianFit} and {@link org.set2model.mixture.FullGaussianFit}
 *       are the closed forms for one component;
 *   <li>{@link org.set2model.mixture.LogDensity} and {@link
 *       org.set2model.mixture.FullGaussianLogDensity} score queries on the tape.
 * </ul>
 *
 * Without a tape, {@link org.set2model.mixture.Fit} fits and tells how it went, and {@link
 * org.set2model.mixture.Mixture} and {@link org.set2model.mixture.FullGaussian} are the models,
 * immutable and safe for many threads. How to choose among all this is told in {@code fitting.md}.
 *
 * <p>All fits take their inputs in one order: X, a, the six parts of the prior, then theta or the
 * means if there are any. Their pure functions work on plain arrays and buffers allocated once, so
 * they stay inside the package; from outside, {@code evaluate} is the pure function of matrices,
 * usable without a tape.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>theta is one matrix</b>, weights not transformed. A softmax and a logarithm would make
 *       it unconstrained, but EM needs no such thing, and gradients would be of quantities nobody
 *       asked for. Implicit solves need no constraint either: the step maps into the simplex, and
 *       so does its derivative into the tangent plane.
 *   <li><b>Spherical is diagonal, averaged.</b> The average over dimensions is a projection equal
 *       to its transpose, so a spherical step and its product are the diagonal ones with one line
 *       more. A layout of its own would save memory nobody misses and double the code.
 *   <li><b>Full covariance for one component only.</b> It has a closed form and needs no EM.
 *   <li><b>Centered squares</b> {@code (x - mu)^2 / phi} everywhere. The expanded form is a matrix
 *       vjp and somewhat faster, but loses all digits when |mu| is 1e8 standard deviations.
 *   <li><b>Smooth regularization</b> by prior and additive floor; a hard floor has no gradient
 *       where it acts. Without either, coincident points are refused with an exception: the
 *       likelihood is unbounded there, and any number would be an invention.
 *   <li><b>The product is written by hand, and its step fused.</b>
 *   <li><b>A residual of parameters stops a fit</b>, if anything but the number of steps does. A
 *       given number makes the result a smooth function of the inputs. A test for convergence makes
 *       it jump, by less than the tolerance; the likelihood would be the wrong thing to test,
 *       because it is flat where the parameters still move.
 *   <li><b>Linear systems in units of complete information</b>, in which {@code dT/dtheta} is
 *       symmetric but for the floor and conditions have a meaning. LU up to 64 unknowns, because it
 *       gives the condition number itself; GMRES beyond, because conjugate gradients would rely on
 *       a symmetry that the floor breaks. Too ill a condition or too large a residual is an
 *       exception, not a number.
 *   <li><b>Data by rows and by columns</b>
 * </ul>
 *
 * <p>The measurements behind them are in {@code src/site/markdown/decisions.md}.
 */
package org.set2model.mixture;
