/**
 * Where the arithmetic is fast: threads, recycled memory, and the matrix product on packed rows.
 *
 * <p>C2, the JIT compiler of HotSpot, turns a loop into AVX code when it runs over contiguous
 * entries of separate arrays, has several independent accumulating rows and takes its coefficients
 * from local variables. {@link org.set2model.kernel.PanelProduct} is written in exactly that form;
 * everything heavy in the project is arranged to end in it. What C2 punishes:
 *
 * <ul>
 *   <li>A flat array with a loop-invariant offset, {@code c[offset + j]}, stays scalar. So matrices
 *       are copied, panel by panel, into arrays of their own, one per row.
 *   <li>Body size is a cliff: on Java 17 a body of 4 x 2 coefficients vectorizes and 4 x 4 does
 *       not; from 21 on 4 x 4 does. The two give the same bits, because both add in the order of
 *       the inner index.
 *   <li>Sums into one variable stay scalar, and each addition waits for the one before. Reductions
 *       are recast as products by a row, or kept in eight accumulators, as many as keep two adders
 *       busy (four took 0.7 ms more for the statistics of 5 million entries).
 *   <li>Memory made anew is zeroed, touched for the first time and collected: what is large and
 *       made at every step is kept or lent ({@link org.set2model.kernel.Workspace}).
 *   <li>A row whose 16-byte array header plus data is a multiple of 64 bytes keeps its vector loads
 *       inside cache lines.
 * </ul>
 *
 * <p>Results do not depend on the number of threads: work is cut into pieces of fixed size, a piece
 * is computed by one thread, and pieces that have to be summed are summed in the order of their
 * number.
 *
 * <p>Rejected: EJML's multiplication, an i-k-j loop on flat arrays, which is an order of magnitude
 * slower; the incubating Vector API, which needs a flag and gains less than a tenth.
 */
package org.set2model.kernel;
