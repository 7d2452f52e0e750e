package org.set2model.metalearning;

/**
 * Training cannot go on: a number is no longer finite. The message says at which step, and what.
 */
public final class DivergenceException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** An exception with a message for users. */
  public DivergenceException(String message) {
    super(message);
  }
}
