package org.set2model.autodiff;

/**
 * Thrown when an implicit gradient is asked for where it does not exist or could not be computed to
 * the accuracy promised: the fit has not converged, a component is empty, the system is
 * ill-conditioned, or its solver failed. The message names the remedy.
 */
public final class UnreliableGradientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure, described in one line with its remedy. */
  public UnreliableGradientException(String message) {
    super(message);
  }
}
