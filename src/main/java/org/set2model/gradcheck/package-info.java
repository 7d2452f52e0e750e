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
 * - phi(-h)) / 2h} the central quotient, s the scale of an entry and {@code q = |g| s} its
 * influence.
 *
 * <p><b>What is decided, and how.</b> {@link org.set2model.gradcheck.Verdict} has no silent pass.
 *
 * <ol>
 *   <li>Quotients at steps that shrink by a fixed ratio are extrapolated to h = 0, with the
 *       truncation error estimated from the table (Ridders 1982, doi:10.1016/S0141-1195(82)80057-0)
 *       and the rounding carried through it; the rounding in f is itself measured, from differences
 *       of high order (Moré and Wild 2011, doi:10.1137/100786125). Their sum U is the uncertainty.
 *       There is no tolerance to choose: it is U, plus 2^-33 of g for the claim's own rounding.
 *   <li>AGREE: claimed and numerical derivative differ by no more than the tolerance, and that is
 *       at most 5e-6 of both, so that a relative error of 1e-5 is excluded. Or both are zero to
 *       within a tolerance that would move f by less than 1e-10 of its size over the scale of the
 *       argument.
 *   <li>DISAGREE: they differ by more than four tolerances; a second extrapolation, from steps 76
 *       times smaller and with the rounding measured along this very line, says so as well; and at
 *       the smallest step that can tell, f does not side with the claim. Or the claim is not
 *       finite.
 *   <li>UNRESOLVED: everything else, with the reason.
 *   <li>Slopes of the two sides are extrapolated from the same samples. Where they differ, steps
 *       shrink until they do not (a kink near x), or the kink is at x and any slope between the two
 *       agrees.
 *   <li>The Taylor remainder along a random direction must fall as h^2; where it does not, the
 *       derivative along that direction is extrapolated and has the last word.
 *   <li>More than 64 coordinates are checked along whitened random directions, with a guarantee and
 *       bisection to the guilty entry; see {@code RandomDirections}.
 * </ol>
 *
 * <p><b>What is said.</b> A report begins with the verdict, the worst entry and both derivatives,
 * in the notation of the code that is checked ({@link org.set2model.gradcheck.Notation}); then come
 * what to look for, if the wrong entries bear the mark of a common mistake ({@code Diagnosis}), or
 * what to do where nothing is resolved ({@code Remedy}); then what was checked and excluded; and
 * the input as Java source. What was not observable is left out.
 *
 * <p><b>Measured.</b> On right gradients of 21 kinds of functions of up to 20 variables
 * (polynomials, exp, log, log-sum-exp, norms, forms, sums of 10^4 terms, offsets of 10^6, scales of
 * 10^-8 to 10^8, fast oscillation, kinks at and near x): no DISAGREE in 110,000 checks and in 4,700
 * of 70 to 550 variables, at 11 to 30 evaluations per entry. 3.5 % were UNRESOLVED, nearly all of
 * the one kind that has kinks at 1 to 1e-10 from entries of that size. On 1600 smooth functions of
 * 6 variables with one entry wrong, beside two customary checks that use a step of 1e-6, a relative
 * tolerance of 1e-3 and an absolute one of 1e-5, entry by entry or along one random direction:
 *
 * <pre>
 *   relative error       entry by entry   one direction   here: DISAGREE / UNRESOLVED / AGREE
 *   none (1600)              83 rejected     68 rejected       0 /   0 / 1600
 *   dropped (1500)         1376 killed     1341 killed      1500 /   0 /    0
 *   1e-2    (1500)         1364             927             1500 /   0 /    0
 *   1e-3    (1500)          251             276             1500 /   0 /    0
 *   1e-4    (1500)           83              81             1500 /   0 /    0
 *   1e-5    (1500)           83              68             1500 /   0 /    0
 *   1e-6    (1500)           83              71             1491 /   8 /    1
 *   1e-7    (1500)           83              69             1355 / 108 /   37
 * </pre>
 *
 * What they reject below 1e-3 is nearly what they reject of right gradients. A right gradient of
 * 100,000 entries took 52 to 90 evaluations for eight kinds of functions; three of these, with
 * influences spread over many decades, were UNRESOLVED for the rounding in sums of that length. To
 * find one wrong entry among 1000 took 350 to 1450 evaluations, among 100,000 up to 3150.
 *
 * <p><b>Alternatives rejected.</b>
 *
 * <ul>
 *   <li><i>An integer ratio of steps.</i> With 4, where one step is nearly a multiple of a period
 *       all larger ones are, and the table converges to nonsense: sin 1000x had a slope of -1.88 +-
 *       1e-8 in place of 753. Hence 3.7, starting from 0.2871 s.
 *   <li><i>The smallest uncertainty alone.</i> A bounded function has the slope 0 on steps that are
 *       large enough, with a tiny uncertainty: of 60 right gradients of sines on an offset of 10^6,
 *       3 were refuted and 4 unresolved. A derivative is a limit: quotients and estimates at
 *       smaller steps, and one sentinel sample far below them, must be consistent with the one that
 *       is taken.
 *   <li><i>ulp(f) as the rounding.</i> {@code (1e8 + x^2) - 1e8} at 1e-3 has an ulp of 1e-22 and a
 *       resolution of 1e-8. Where neighbouring values coincide, the spacing grows until they do
 *       not.
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
 * <p><b>Limits.</b> Features of f much narrower than the steps, and not at x, are not seen. An
 * entry whose influence on f is within 10^8 of the rounding in f, and a thousand times below the
 * typical one, is verified relative to that influence instead of its own; if it is not small beside
 * the others it is UNRESOLVED, as no difference in double precision can verify it to 1e-5. A claim
 * of zero is verified relative to a thousandth of the typical influence. Among many entries, those
 * below the floor of their last band are verified relative to that floor. Many kinks at the very
 * point, in more entries than can be isolated, are UNRESOLVED.
 */
package org.set2model.gradcheck;
