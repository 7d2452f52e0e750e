package org.set2model.cli;

import java.io.PrintStream;
import java.util.List;
import org.set2model.data.DataSet;
import org.set2model.data.SkippedFile;

/** Tells users which of their files could not be used. */
final class Skipped {

  private static final int LISTED = 5;

  private Skipped() {}

  /** Prints how many files of a data set were left out, and the first of them. */
  static DataSet report(DataSet data, PrintStream out) {
    report(data.skipped(), out);
    return data;
  }

  /** Prints how many files were left out, and the first of them. */
  static void report(List<SkippedFile> skipped, PrintStream out) {
    if (skipped.isEmpty()) {
      return;
    }
    out.println(skipped.size() + (skipped.size() == 1 ? " file" : " files") + " skipped:");
    skipped.stream().limit(LISTED).forEach(file -> out.println("  " + file));
    if (skipped.size() > LISTED) {
      out.println("  and " + (skipped.size() - LISTED) + " more");
    }
  }
}
