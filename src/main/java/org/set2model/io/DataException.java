package org.set2model.io;

/**
 * Data on disk that cannot be used. The message is one line that names the file, the offending
 * value and the remedy, fit to be shown to whoever named the folder.
 */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Bad data, described in one line. */
  public DataException(String message) {
    super(message);
  }

  /** Bad data, described in one line, found by a failure further down. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
