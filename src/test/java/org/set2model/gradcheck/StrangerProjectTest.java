package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar of this package alone, used from another Maven project; needs {@code mvn} on the path.
 */
@Tag("slow")
class StrangerProjectTest {

  private static final Path FIXTURE = Path.of("src/test/resources/stranger");
  private static final Path TEST = Path.of("src/test/java/stranger/LogisticLossTest.java");

  @Test
  void rightGradientsPassAndWrongOnesFailWithTheReport(@TempDir Path project)
      throws IOException, InterruptedException {
    run(Path.of("."), 0, "jar:jar@gradcheck");
    copy(FIXTURE, project);
    Path jar = Path.of("target/set2model-gradcheck.jar").toAbsolutePath();

    String passed = run(project, 0, "test", "-Dgradcheck.jar=" + jar);
    assertTrue(passed.contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0"), passed);

    String source = Files.readString(project.resolve(TEST));
    Files.writeString(project.resolve(TEST), source.replace("weight * p[1]", "2 * weight * p[1]"));
    String failed = run(project, 1, "test", "-Dgradcheck.jar=" + jar);
    assertTrue(failed.contains("gradient check: DISAGREE at x[1]: claimed "), failed);
    assertTrue(failed.contains("look for a factor of 2: twice the derivative"), failed);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (Files.isRegularFile(path)) {
          Path copy = to.resolve(from.relativize(path));
          Files.createDirectories(copy.getParent());
          Files.copy(path, copy);
        }
      }
    }
  }

  private static String run(Path directory, int expected, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mvn", "--batch-mode"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(expected, process.waitFor(), output);
    return output;
  }
}
