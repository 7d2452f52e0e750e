/**
 * Derivatives along a line by differences, with their uncertainty.
 *
 * <p>A {@link org.set2model.gradcheck.line.Line} is the function along a direction, {@link
 * org.set2model.gradcheck.line.NoiseLevel} measures the rounding in it, {@link
 * org.set2model.gradcheck.line.DifferenceQuotients} are its quotients at shrinking steps, and an
 * {@link org.set2model.gradcheck.line.Extrapolation} of them to step zero gives a {@link
 * org.set2model.gradcheck.line.Derivative}.
 */
package org.set2model.gradcheck.line;
