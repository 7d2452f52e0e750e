package org.set2model.mutation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run by a Java virtual machine of its own, which finds the classes of a mutant
 * before those of the project.
 *
 * @param exit its exit code; {@link #TIMED_OUT} if it had to be stopped
 * @param output what it said, and how it failed if it ended in another way than it should
 */
record Fork(int exit, String output) {

  /** Exit code of a program to which a mutant looks like the original. */
  static final int SURVIVED = 0;

  /** Exit code of a program that finds something wrong. */
  static final int KILLED = 10;

  static final int TIMED_OUT = -1;

  /**
   * Runs a program.
   *
   * @param main its class
   * @param classes directory of the mutant's classes
   * @param seconds after which it is stopped
   */
  static Fork run(Class<?> main, Path classes, long seconds, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // For work of some seconds the first of the two just-in-time compilers alone is the faster way.
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    Path output = classes.resolve("output");
    Path errors = classes.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return new Fork(TIMED_OUT, "no end after " + seconds + " s");
    }
    int exit = process.exitValue();
    boolean ended = exit == SURVIVED || exit == KILLED;
    String failure = ended ? "" : "exit " + exit + ": " + Files.readString(errors);
    return new Fork(exit, (Files.readString(output) + failure).strip());
  }

  boolean survived() {
    return exit == SURVIVED;
  }
}
