package org.set2model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the packages depend on each other and on the platform, as the JDK's own tool finds it. */
class PackagesTest {

  /** Each package with those that it uses, all of which stand above it. */
  private static final String ALLOWED =
      """
      kernel:
      io:
      autodiff: kernel
      gradcheck.argument:
      gradcheck.line: gradcheck.argument
      gradcheck: gradcheck.argument gradcheck.line
      image:
      optimizer: autodiff
      loss: autodiff
      mixture: autodiff kernel
      network: autodiff image kernel
      scoring: autodiff mixture
      storage: autodiff image io kernel network
      data: image io kernel
      episode: data image kernel
      concept: autodiff image io kernel mixture network scoring storage
      retrieval: autodiff data image kernel network scoring
      classification: autodiff data image io kernel network scoring
      metalearning: autodiff episode kernel loss mixture network optimizer scoring
      audit: autodiff gradcheck gradcheck.argument io kernel
      catalog: audit autodiff episode gradcheck gradcheck.argument image kernel loss metalearning mixture network \
      optimizer scoring
      plot: io
      report: concept data image io plot retrieval scoring
      study: autodiff concept data episode image io kernel metalearning mixture network \
      plot report retrieval scoring storage
      cli: audit autodiff catalog classification concept data episode gradcheck image io kernel \
      metalearning mixture network plot report retrieval scoring storage study
      """;

  /** What reads picture files, and draws the sprites of pages. */
  private static final Set<String> BEYOND_JAVA_BASE = Set.of("data.Picture", "report.SpriteSheet");

  private static final int MOST_CLASSES = 30;

  /** The whole of a fit: its steps, ways back and tangents. */
  private static final Set<String> LARGER = Set.of("mixture");

  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path SOURCES = Path.of("src", "main", "java", "org", "set2model");

  private static final Pattern DEPENDENCY =
      Pattern.compile("\\s+org\\.set2model\\.([\\w.$]+)\\s+->\\s+([\\w.$]+)\\s+(\\S.*?)\\s*");

  @Test
  void packagesUseWhatIsAllowedAndNothingElse() {
    Map<String, Set<String>> found = new TreeMap<>();
    allowed().keySet().forEach(name -> found.put(name, new TreeSet<>()));
    for (Matcher dependency : dependencies("-verbose:package")) {
      String used = dependency.group(2).replaceFirst("^org\\.set2model\\.", "");
      if (!used.equals(dependency.group(2)) && !used.equals(dependency.group(1))) {
        found.get(dependency.group(1)).add(used);
      }
    }
    assertEquals(new TreeMap<>(allowed()), found);
  }

  @Test
  void whatIsAllowedPointsDownwards() {
    Set<String> lower = new HashSet<>();
    allowed()
        .forEach(
            (name, used) -> {
              assertTrue(lower.containsAll(used), name + ": " + used);
              lower.add(name);
            });
  }

  @Test
  void javaBaseIsEnoughButForPictureFilesAndSprites() {
    Set<String> found = new TreeSet<>();
    for (Matcher dependency : dependencies("-verbose:class")) {
      boolean isOfThePlatform = dependency.group(2).startsWith("java");
      if (isOfThePlatform && !dependency.group(3).equals("java.base")) {
        found.add(dependency.group(1).replaceAll("\\$.*", ""));
      }
    }
    assertEquals(new TreeSet<>(BEYOND_JAVA_BASE), found);
  }

  @Test
  void packagesAreSmallAndSayWhatTheyAreFor() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> folders = Files.walk(SOURCES)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        String name = SOURCES.relativize(folder).toString().replace('\\', '/').replace('/', '.');
        if (!name.isEmpty() && !name.endsWith("doc-files")) {
          names.add(name);
          assertTrue(Files.exists(folder.resolve("package-info.java")), name + " says nothing");
          long classes = sources(folder) - 1;
          assertTrue(classes <= MOST_CLASSES || LARGER.contains(name), name + ": " + classes);
        }
      }
    }
    assertEquals(new TreeSet<>(allowed().keySet()), names);
  }

  private static long sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).count();
    }
  }

  private static Map<String, Set<String>> allowed() {
    Map<String, Set<String>> allowed = new LinkedHashMap<>();
    for (String line : ALLOWED.lines().toList()) {
      String[] parts = line.split(":");
      allowed.put(
          parts[0],
          parts.length == 1
              ? Set.of()
              : Arrays.stream(parts[1].trim().split(" "))
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
    return allowed;
  }

  private static Iterable<Matcher> dependencies(String detail) {
    var out = new StringWriter();
    int status =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(out),
                new PrintWriter(out),
                detail,
                "-filter:none",
                CLASSES.toString());
    assertEquals(0, status, out.toString());
    return out.toString().lines().map(DEPENDENCY::matcher).filter(Matcher::matches).toList();
  }
}
