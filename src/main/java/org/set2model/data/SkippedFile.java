package org.set2model.data;

/**
 * A file that was left out because it cannot be used.
 *
 * @param name its path in the folder or zip, parts separated by {@code /}
 * @param reason why, with a remedy, in one line
 */
public record SkippedFile(String name, String reason) {

  /** Name and reason in one line, fit to be shown. */
  @Override
  public String toString() {
    return name.replaceAll("\\p{Cntrl}", "?") + ": " + reason;
  }
}
