package org.set2model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder in which Maven is run; needs {@code mvn} on the path. */
public record MavenProject(Path folder) {

  /** Copies a file, or a folder with all that is in it, into this one. */
  public void add(Path from, String to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        Path copy = folder.resolve(to).resolve(from.relativize(path).toString());
        Files.createDirectories(copy.toAbsolutePath().getParent());
        Files.copy(path, copy);
      }
    }
  }

  /** Runs Maven on the JDK that runs this and gives what it printed, if its exit code is right. */
  public String run(int expected, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mvn", "--batch-mode"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(expected, process.waitFor(), output);
    return output;
  }
}
