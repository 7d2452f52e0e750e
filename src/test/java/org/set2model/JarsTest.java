package org.set2model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jars of a build hold; needs {@code mvn} on the path. */
@Tag("slow")
class JarsTest {

  private static final String LIBRARY = "set2model-0.1.0-SNAPSHOT.jar";
  private static final String GRADCHECK = "set2model-0.1.0-SNAPSHOT-gradcheck.jar";
  private static final String SOURCES = "set2model-0.1.0-SNAPSHOT-sources.jar";
  private static final String JAVADOC = "set2model-0.1.0-SNAPSHOT-javadoc.jar";
  private static final String EXECUTABLE = "set2model.jar";

  private static final Path ATTRIBUTION = Path.of("testdata/icons/ATTRIBUTION.tsv");
  private static final List<String> INPUTS =
      List.of("pom.xml", "NOTICE", "src/main", "testdata/models", "testdata/pictures");

  private static final String LICENSES = "META-INF/licenses/";

  @TempDir private static Path first;
  @TempDir private static Path second;

  private static String output;
  private static Map<String, String> firstBuild;

  @BeforeAll
  static void build() throws Exception {
    output = project(first).run(0, "-Prelease", "-Dmaven.test.skip", "verify");
    firstBuild = digests(first);
  }

  @Test
  void buildsAreTheSameToTheByte() throws Exception {
    assertEquals(Set.of(LIBRARY, GRADCHECK, SOURCES, JAVADOC, EXECUTABLE), firstBuild.keySet());
    new MavenProject(first).run(0, "-Prelease", "-Dmaven.test.skip", "package");
    assertEquals(firstBuild, digests(first), "again in the same folder");
    project(second).run(0, "-Prelease", "-Dmaven.test.skip", "package");
    assertEquals(firstBuild, digests(second), "in another folder");
  }

  @Test
  void aBuildWarnsOfNothingAndPrintsNoHelp() {
    assertFalse(output.contains("[WARNING]"), output);
    assertFalse(output.contains("usage:"), output);
  }

  /** Above all no second pom, which would be installed in place of the one that names EJML. */
  @Test
  void aBuildWritesNothingOutsideTarget() throws IOException {
    try (Stream<Path> files = Files.list(first)) {
      assertEquals(
          Set.of("NOTICE", "pom.xml", "src", "target", "testdata"),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void theLibraryHoldsItsOwnClassesAndTheExecutableThoseOfEjmlToo() throws IOException {
    Set<String> library = classes(LIBRARY);
    assertTrue(library.contains("org/set2model/cli/Main.class"));
    assertTrue(library.stream().allMatch(name -> name.startsWith("org/set2model/")));
    Set<String> executable = classes(EXECUTABLE);
    assertTrue(executable.containsAll(library));
    executable.removeAll(library);
    assertTrue(executable.contains("org/ejml/data/DMatrixRMaj.class"));
    assertTrue(executable.stream().noneMatch(name -> name.startsWith("org/set2model/")));
    assertEquals("org.set2model", attribute(LIBRARY, "Automatic-Module-Name"));
    assertNull(attribute(LIBRARY, "Main-Class"));
    assertEquals("org.set2model.cli.Main", attribute(EXECUTABLE, "Main-Class"));
  }

  @Test
  void theCheckersJarHoldsTheCheckerAlone() throws IOException {
    Set<String> expected = new TreeSet<>(classes(LIBRARY));
    expected.removeIf(name -> !name.startsWith("org/set2model/gradcheck/"));
    assertEquals(expected, classes(GRADCHECK));
  }

  @Test
  void licensesAreWhereWhatTheyAreOfIs() throws IOException {
    Set<String> texts = new TreeSet<>(Set.of(LICENSES + "ATTRIBUTION.tsv"));
    try (Stream<Path> files = Files.list(Path.of("src/main/licenses"))) {
      files.forEach(file -> texts.add(LICENSES + file.getFileName()));
    }
    for (String jar : List.of(LIBRARY, EXECUTABLE, SOURCES)) {
      assertEquals(texts, names(jar, LICENSES + ".+"), jar);
    }
    for (String jar : List.of(GRADCHECK, JAVADOC)) {
      assertEquals(Set.of(), names(jar, LICENSES + ".+"), jar);
    }
    for (String jar : List.of(LIBRARY, EXECUTABLE, SOURCES, GRADCHECK)) {
      assertEquals(Set.of("META-INF/NOTICE"), names(jar, ".*NOTICE.*"), jar);
    }
    Set<String> needed = new TreeSet<>(Set.of(LICENSES + "Apache-2.0.txt")); // EJML's
    Map<String, String> licenses = licensesOfCollections();
    for (String archive : List.of("planet.zip", "gallery.zip")) {
      for (String picture : pictures(archive)) {
        needed.add(LICENSES + licenses.get(collection(picture, licenses.keySet())) + ".txt");
      }
    }
    texts.remove(LICENSES + "ATTRIBUTION.tsv");
    assertEquals(needed, texts);
  }

  private static MavenProject project(Path folder) throws IOException {
    var project = new MavenProject(folder);
    for (String input : INPUTS) {
      project.add(Path.of(input), input);
    }
    project.add(ATTRIBUTION, ATTRIBUTION.toString());
    return project;
  }

  private static Map<String, String> digests(Path folder)
      throws IOException, NoSuchAlgorithmException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("target"))) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        digests.put(jar.getFileName().toString(), HexFormat.of().formatHex(digest));
      }
    }
    return digests;
  }

  private static Set<String> classes(String jar) throws IOException {
    return names(jar, ".+\\.class");
  }

  private static Set<String> names(String jar, String pattern) throws IOException {
    try (var file = new JarFile(first.resolve("target").resolve(jar).toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(Pattern.compile(pattern).asMatchPredicate())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String attribute(String jar, String name) throws IOException {
    try (var file = new JarFile(first.resolve("target").resolve(jar).toFile())) {
      return file.getManifest().getMainAttributes().getValue(name);
    }
  }

  private static Map<String, String> licensesOfCollections() throws IOException {
    Map<String, String> licenses = new HashMap<>();
    for (String line : Files.readAllLines(ATTRIBUTION)) {
      String[] columns = line.split("\t");
      licenses.put(columns[0], columns[4]);
    }
    return licenses;
  }

  private static Set<String> pictures(String archive) throws IOException {
    Set<String> names = new TreeSet<>();
    try (InputStream file = Files.newInputStream(Path.of("testdata/pictures", archive));
        var zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  /** The longest prefix that is the name of a collection: pictures are COLLECTION-ICON.png. */
  private static String collection(String picture, Set<String> collections) {
    int end = picture.lastIndexOf('-');
    while (!collections.contains(picture.substring(0, end))) {
      end = picture.lastIndexOf('-', end - 1);
    }
    return picture.substring(0, end);
  }
}
