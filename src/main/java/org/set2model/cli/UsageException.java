package org.set2model.cli;

/**
 * A call that cannot be understood; the message says in one line what is wrong and what would do.
 */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
