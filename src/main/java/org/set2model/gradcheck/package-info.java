/**
 * Verification of gradients, free of any test framework and of any differentiation engine.
 *
 * <p>The page <a href="doc-files/verify-your-own-gradients.html">Verify your own gradients</a>
 * shows how to use it in a test.
 *
 * <pre>{@code
 * GradientCheck.of(x -> f(x), x0).assertAgrees(gradient); // double[], double[][] or DMatrixRMaj
 * VectorJacobianCheck.of(in -> F(in), Argument.of("a", a)).assertAgrees((in, upstream) -> ...);
 * }</pre>
 *
 * <p><b>Notation.</b> f is the checked function, x the point, g the claimed gradient, v a
 * direction, {@code phi(t) = f(x + t v)} the function along a line, h a step, {@code D(h) = (phi(h)
 * - phi(-h)) / 2h} the central quotient, r the reach of an entry (the larger of its own size and
 * that of the entries around it) and {@code q = |g| r} its influence.
 *
 * <p><b>What is decided, and how.</b> {@link org.set2model.gradcheck.Verdict} has no silent pass,
 * and {@link org.set2model.gradcheck.Evidence} tells what an agreement rests on.
 *
 * <ol>
 *   <li>Quotients at steps that shrink by a fixed ratio are extrapolated to h = 0, with the
 *       truncation error estimated from the table (Ridders 1982, doi:10.1016/S0141-1195(82)80057-0)
 *       and the rounding carried through it; the rounding in f is itself measured, at points that
 *       are not equally spaced (after Moré and Wild 2011, doi:10.1137/100786125). Their sum U is
 *       the uncertainty. There is no tolerance to choose: it is U, plus 2^-33 of g for the claim's
 *       own rounding, or what {@code claimAccurateTo} says.
 *   <li>A derivative is a limit. Quotients must converge at a rate until they drown in rounding,
 *       and sparse samples go down to where rounding hides everything: no estimate, and no kink,
 *       stands that a smaller step contradicts.
 *   <li>AGREE: claimed and numerical derivative differ by no more than the tolerance, and both
 *       together exclude a relative error of 1e-5 of the entry's own size (STRICT). Or the slopes
 *       of the two sides differ, down to the smallest steps, and the claim lies between them
 *       (KINK). Or zero is claimed, and f does not change, or by less than a millionth of the
 *       smallest influence of the others (ZERO). Or the entry is so small beside the rounding of f
 *       that only an error relative to the others, or to that rounding, is excluded (RELATIVE):
 *       this leaves a check UNRESOLVED unless {@code acceptRelative} was said.
 *   <li>DISAGREE: they differ by more than four tolerances and 5e-8; a second extrapolation, from
 *       steps 76 times smaller and with the rounding measured along this very line, confirms the
 *       first; and at steps of the entry's own size f refutes the claim as well. What f does far
 *       away, in a feature that looks like rounding, between two jumps of a coarsely rounded
 *       intermediate result, or where it moves in steps refutes nothing. Or the claim is not
 *       finite.
 *   <li>UNRESOLVED: everything else, with the reason.
 *   <li>The Taylor remainder along a random direction must fall as h^2; where it does not, the
 *       derivative along that direction is extrapolated and has the last word.
 *   <li>More than 64 coordinates are checked along whitened random directions, with a guarantee and
 *       bisection to the guilty entry; see {@code RandomDirections}.
 * </ol>
 *
 * <p><b>What is said.</b> A report begins with the verdict, the worst entry and both derivatives,
 * in the notation of the code that is checked ({@link org.set2model.gradcheck.argument.Notation});
 * then come what to look for, if the wrong entries bear the mark of a common mistake ({@code
 * Diagnosis}), or what to do where nothing is resolved ({@code Remedy}); then what was checked and
 * excluded; and the input as Java source. What was not observable is left out.
 *
 * <p><b>Measured.</b> An adversary with two hundred families of functions, those that the first
 * edition judged wrongly among them (even functions at their minimum, entries at 1e-30, functions
 * in single precision, on grids and with noise, kinks at and near the point, poles, simplices,
 * influences over twelve decades), makes right claims and wrong ones: {@code AdversaryTest}, 20,000
 * checks. The page {@code gradient-checkers.md} of the site lists the wrong verdicts of the first
 * edition and 46 checks after public reports on other checkers, with what this one says. On 1600
 * smooth functions of 6 variables with one entry wrong, beside two customary checks that use a step
 * of 1e-6, a relative tolerance of 1e-3 and an absolute one of 1e-5, entry by entry or along one
 * random direction:
 *
 * <pre>
 *   relative error       entry by entry   one direction   here: DISAGREE / UNRESOLVED / AGREE
 *   none (1600)              83 rejected     68 rejected       0 /   0 / 1600
 *   dropped (1500)         1376 killed     1341 killed      1500 /   0 /    0
 *   1e-2    (1500)         1364             927             1500 /   0 /    0
 *   1e-3    (1500)          251             276             1500 /   0 /    0
 *   1e-4    (1500)           83              81             1500 /   0 /    0
 *   1e-5    (1500)           83              68             1500 /   0 /    0
 *   1e-6    (1500)           83              71             1480 /  16 /    4
 *   1e-7    (1500)           83              69             1352 /  91 /   57
 * </pre>
 *
 * What they reject below 1e-3 is nearly what they reject of right gradients. An entry takes 34
 * evaluations in the mean, two thirds of them below the steps that its value rests on, and with a
 * wrong claim in six about 60. A right gradient of 100,000 entries of a sum takes about 350, and up
 * to four of its directions, through the smallest influences, are verified relative to the others
 * only.
 *
 * <p><b>Alternatives rejected.</b>
 *
 * <ul>
 *   <li><i>An integer ratio of steps.</i> With 4, where one step is nearly a multiple of a period
 *       all larger ones are, and the table converges to nonsense: sin 1000x had a slope of -1.88 +-
 *       1e-8 in place of 753. Hence 3.7, starting from 0.2871 s.
 *   <li><i>The smallest uncertainty alone.</i> A bounded function has the slope 0 on steps that are
 *       large enough, with a tiny uncertainty: of 60 right gradients of sines on an offset of 10^6,
 *       3 were refuted and 4 unresolved.
 *   <li><i>One sample far below the steps</i>, as the first edition had it. It missed features
 *       between the two, took smooth even functions for kinks, and log|x-1| beside its pole for
 *       flat.
 *   <li><i>The scale |x| of an entry as the measure of its influence.</i> It vanishes at tiny x,
 *       and any claim there agreed.
 *   <li><i>Equally spaced points to measure rounding.</i> Values on a grid then have errors in
 *       arithmetic progression, or none: of 400 right gradients of a sum in single precision 50
 *       were refuted.
 *   <li><i>ulp(f) as the rounding.</i> {@code (1e8 + x^2) - 1e8} at 1e-3 has an ulp of 1e-22 and a
 *       resolution of 1e-8. Where neighboring values coincide, the spacing grows until they do not.
 *   <li><i>Counting only outputs that change at a step as rounded</i>, for vector-Jacobian
 *       products. A change too small to show looks like independence: slopes came out as 0 +- 0.
 *       What depends on an entry is found once, by a step as large as the entries around it.
 *   <li><i>Accepting the absolute error of the largest entry everywhere.</i> It passes any tiny
 *       entry, whatever its sign.
 *   <li><i>Directions of random signs.</i> Two errors of one size cancel in half of all directions.
 *       Random magnitudes as well make the probability of a miss proportional to the tolerance.
 *   <li><i>A builder of arguments and claims.</i> The point is fixed by the factory and the claim
 *       is the argument of the check, so there is no incomplete state, and one check serves many
 *       claims.
 * </ul>
 *
 * <p><b>Limits.</b> Features of f narrower than a fiftieth of their distance from x are seen only
 * by chance, and features whose height is within two hundred times the rounding in f not at all. An
 * entry whose influence is within 10^6 of the rounding in f cannot be verified to 1e-5 of its size
 * by any difference in double precision. Zero claimed for an influence below the rounding in f is
 * taken for zero. At a kink any slope between the two sides agrees, whichever is meant. A function
 * that is constant by rounding alone cannot be told from a flat one, where it does not show its
 * steps nearby. A sawtooth cannot be told from rounding: a wrong claim about it may stay
 * UNRESOLVED.
 */
package org.set2model.gradcheck;
