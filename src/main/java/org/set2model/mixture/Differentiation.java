package org.set2model.mixture;

/**
 * The three ways back through a mixture's fit. With {@code theta' = T(theta, X)} one step of
 * expectation maximization, {@code g} the gradient of a scalar L with respect to the fitted theta,
 * N points, D dimensions, K components and T steps:
 *
 * <table>
 *   <caption>What each computes, when it is exact and what it keeps</caption>
 *   <tr><th>mode</th><th>gradient</th><th>exact</th><th>memory</th></tr>
 *   <tr><td>UNROLLED</td><td>the product of every step, last to first</td>
 *       <td>for the steps that were run, converged or not</td><td>O(T K D + N (K + D) + min(T N K, 2^20))</td></tr>
 *   <tr><td>IMPLICIT</td><td>{@code (I - dT/dtheta)^T u = g}, {@code dL/dX = (dT/dX)^T u}</td>
 *       <td>at a fixed point</td><td>O(P^2 + N (K + D)) or O(m P + N (K + D))</td></tr>
 *   <tr><td>KKT</td><td>[S2M, eq. 12-15]: {@code H u + lambda = g}, {@code sum u_w = 0}, {@code
 *       dL/dX = -(d2l/dtheta dX)^T u}</td>
 *       <td>at a stationary point of the plain likelihood</td><td>as IMPLICIT</td></tr>
 * </table>
 *
 * where {@code P = K (1 + 2D)} and m is the number of products the iterative solver takes, see
 * {@link LinearSolver}. The derivation is in {@code em-implicit.md} of the site.
 */
public enum Differentiation {
  /** Through the steps that were run; the start has a gradient too. */
  UNROLLED,

  /** Through the fixed point of the step; the start has the gradient zero. */
  IMPLICIT,

  /** Through the paper's equality-constrained system; without prior and floor only. */
  KKT
}
