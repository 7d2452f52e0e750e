/**
 * Reverse-mode automatic differentiation over {@link org.ejml.data.DMatrixRMaj}, and the elementary
 * operations from which functions are composed.
 *
 * <p>A {@link org.set2model.autodiff.Variable} is a matrix, either constant or standing on a {@link
 * org.set2model.autodiff.Tape}. An {@link org.set2model.autodiff.Operation} computes a matrix from
 * matrices and hands back, with the value, the rule that carries a gradient from its value to its
 * inputs: for {@code y = f(x)} and a scalar loss {@code L}, the vector-Jacobian product
 *
 * <pre>  dL/dx = (dy/dx)^T dL/dy.</pre>
 *
 * The tape holds the operations in the order in which they were applied. Inputs are created before
 * the values that depend on them, so walking the list backwards visits every value after all its
 * uses: {@link org.set2model.autodiff.Tape#backward} needs neither recursion nor sorting.
 *
 * <p>The elementary operations are {@link org.set2model.autodiff.Arithmetic}, {@link
 * org.set2model.autodiff.ElementwiseFunction}, {@link org.set2model.autodiff.MatrixMultiplication},
 * {@link org.set2model.autodiff.ScalarMultiplication}, {@link org.set2model.autodiff.Sum}, {@link
 * org.set2model.autodiff.Mean}, {@link org.set2model.autodiff.Broadcast}, {@link
 * org.set2model.autodiff.Transpose} and {@link org.set2model.autodiff.RowSelection}. Each holds its
 * formula, its value and its vector-Jacobian product beside each other, and all have tangents. An
 * operation that only one stage needs stands in that stage's package.
 *
 * <p>Decisions, with the alternatives rejected:
 *
 * <ul>
 *   <li><b>One value per operation.</b> A fit with several results packs them into one matrix (a
 *       mixture of K components in D dimensions is a K x (1+2D) matrix). Multi-valued nodes would
 *       double the size of the tape's code for one caller.
 *   <li><b>Value and rule come from one call</b> ({@link
 *       org.set2model.autodiff.Operation#evaluate}). What the rule saves is what its closure
 *       captures, the minimum by construction, and it lives exactly as long as the node does.
 *   <li><b>The tape is found from the inputs.</b> An operation on constants only is computed and
 *       not recorded, so that the code that trains is the code that infers.
 *   <li><b>Operations and variables share a package.</b> {@code x.times(w).plus(b)} reads like the
 *       formula, and a variable that has such methods knows the operations, as they know it; in two
 *       packages that would be a cycle.
 *   <li><b>Operations take matrices of exact shapes; the methods of a variable broadcast.</b> The
 *       sum over what was broadcast is then one operation's product and not a part of every other.
 *   <li><b>Functions that differ in a formula only are constants of one class.</b> A line holds the
 *       function beside its derivatives; a class for each would repeat the loops around it.
 *   <li><b>A sweep consumes the tape.</b> Saved matrices are released as the sweep passes them; a
 *       second sweep needs a second recording. It costs nothing in training, where every step
 *       records anew, and halves the peak memory of a step.
 * </ul>
 *
 * <p>Gradients have the shape of the matrix they belong to. Nothing here is thread-safe: one thread
 * records and sweeps a tape; operations may share their inner loops among threads.
 */
package org.set2model.autodiff;
