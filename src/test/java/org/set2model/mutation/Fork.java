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
 * @param exit its exit code, {@link #TIMED_OUT} if it had to be stopped
 * @param output what it wrote
 */
record Fork(int exit, String output) {

  /** Exit code of a program that lets a mutant survive. */
  static final int SURVIVED = 0;

  /** Exit code of a program that finds something wrong. */
  static final int KILLED = 10;

  static final int TIMED_OUT = -1;

  /**
   * Runs a program. Its code is compiled by the first of the two just-in-time compilers only, which
   * for a minute's work is the faster way.
   *
   * @param main its class
   * @param classes directory of the mutant's classes
   * @param seconds after which it is stopped
   */
  static Fork run(Class<?> main, Path classes, long seconds, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    Path output = classes.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    return new Fork(ended ? process.exitValue() : TIMED_OUT, Files.readString(output).strip());
  }

  boolean survived() {
    return exit == SURVIVED;
  }
}
