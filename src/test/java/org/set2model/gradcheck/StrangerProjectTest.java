package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.set2model.MavenProject;

/**
 * The jar of this package alone, used from another Maven project; needs {@code mvn} on the path.
 */
@Tag("slow")
class StrangerProjectTest {

  private static final Path FIXTURE = Path.of("src/test/resources/stranger");
  private static final Path TEST = Path.of("src/test/java/stranger/LogisticLossTest.java");

  @Test
  void rightGradientsPassAndWrongOnesFailWithTheReport(@TempDir Path folder)
      throws IOException, InterruptedException {
    new MavenProject(Path.of(".")).run(0, "jar:jar@gradcheck");
    var project = new MavenProject(folder);
    project.add(FIXTURE, "");
    Path jar = Path.of("target/set2model-0.1.0-SNAPSHOT-gradcheck.jar").toAbsolutePath();

    String passed = project.run(0, "test", "-Dgradcheck.jar=" + jar);
    assertTrue(passed.contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0"), passed);

    String source = Files.readString(folder.resolve(TEST));
    Files.writeString(folder.resolve(TEST), source.replace("weight * p[1]", "2 * weight * p[1]"));
    String failed = project.run(1, "test", "-Dgradcheck.jar=" + jar);
    assertTrue(failed.contains("gradient check: DISAGREE at x[1]: claimed "), failed);
    assertTrue(failed.contains("look for a factor of 2: twice the derivative"), failed);
  }
}
