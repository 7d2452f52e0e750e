package org.set2model.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.concept.Embedder;
import org.set2model.kernel.Workers;

class TrainCommandTest {

  private static final String SMALL =
      " --input '8x8x1 automatic' --blocks 2 --filters 3 --dimensions 4 --tuples 3 --support 3"
          + " --relevant 2 --steps 6 --validate-every 2 --learning-rate 0.01";

  @TempDir static Path folder;

  @BeforeAll
  static void drawClasses() throws IOException {
    DrawnClasses.write(folder.resolve("classes"), 10, 8, 8);
  }

  private static List<String> arguments(String flags) {
    List<String> arguments = new ArrayList<>(List.of("train"));
    for (String part : flags.strip().split(" (?=--)")) {
      String[] words = part.strip().split(" ", 2);
      arguments.add(words[0]);
      if (words.length == 2) {
        arguments.add(words[1].replace("'", "").replace("DIR", folder.toString()));
      }
    }
    return arguments;
  }

  private static Outcome train(String flags) {
    return Outcome.of(arguments(flags));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--scorer avg",
        "--scorer nn --loss histogram --single",
        "--scorer gauss --loss softmax --rotations --irrelevant 3",
        "--scorer kde --augmentation none --clip 1",
        "--scorer gmm:2 --starts warm --within-groups 0.5",
        "--scorer gmm:2 --gradient implicit --patience 1"
      })
  void everyKindOfTrainingWritesANetworkThatIsReadBack(String flags) throws IOException {
    Path model = folder.resolve("kind" + flags.hashCode() + ".safetensors");
    Outcome outcome = train("--data DIR/classes --output " + model + " " + flags + SMALL);
    assertEquals("", outcome.err());
    assertEquals(0, outcome.code());
    assertTrue(outcome.out().startsWith("8 concepts to train on, 2 to validate on"));
    try (var workers = new Workers(1)) {
      Embedder loaded = Embedder.read(model, workers);
      assertEquals(flags.split(" ")[1], loaded.settings().scorer().toString());
      assertEquals("8x8x1 automatic", loaded.input().toString());
    }
    List<String> log = Files.readAllLines(folder.resolve(model.getFileName() + ".csv"));
    assertTrue(log.size() >= 3 && log.size() <= 7, "lines: " + log.size());
    assertTrue(Files.readString(folder.resolve(model.getFileName() + ".svg")).startsWith("<svg"));
  }

  @Test
  void aRunThatIsKilledGoesOnToTheSameFileWhateverTheThreads()
      throws IOException, InterruptedException {
    String flags =
        " --data DIR/classes --scorer gmm:2 --starts warm --seed 5"
            + SMALL.replace("--steps 6", "--steps 300").replace("every 2", "every 20");
    Path whole = folder.resolve("whole.safetensors");
    Path parts = folder.resolve("parts.safetensors");
    assertEquals(0, train("--threads 1 --output " + whole + flags).code());

    Process run = start("--threads 2 --output " + parts + flags);
    Path checkpoint = folder.resolve("parts.safetensors.checkpoint");
    while (run.isAlive() && !Files.exists(checkpoint)) {
      Thread.sleep(5);
    }
    run.destroyForcibly().waitFor();
    assertTrue(Files.exists(checkpoint));
    Files.deleteIfExists(parts);

    Outcome resumed = train("--resume --threads 2 --output " + parts + flags);
    assertEquals("", resumed.err());
    assertTrue(resumed.out().contains("going on after step"), resumed.out());
    assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(parts));
  }

  private static Process start(String flags) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.set2model.cli.Main"));
    command.addAll(arguments(flags));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("killed.log").toFile())
        .start();
  }

  @Test
  void withoutACheckpointResumeBeginsAtTheBeginning() {
    Outcome outcome =
        train("--resume --data DIR/classes --scorer nn --output DIR/new.safetensors" + SMALL);
    assertEquals(0, outcome.code());
    assertFalse(outcome.out().contains("going on"));
  }

  @Test
  void aCheckpointOfAnotherCommandOrADamagedOneIsRefused() throws IOException {
    String output = "--data DIR/classes --output DIR/other.safetensors";
    assertEquals(0, train(output + " --scorer nn" + SMALL).code());
    Outcome other = train(output + " --resume --scorer avg" + SMALL);
    assertEquals(3, other.code());
    assertTrue(other.err().contains("of a run by another command: train"), other.err());
    assertEquals(1, other.err().lines().count());

    Path checkpoint = folder.resolve("other.safetensors.checkpoint");
    byte[] bytes = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, Arrays.copyOf(bytes, bytes.length - 9));
    Outcome damaged = train(output + " --resume --scorer nn" + SMALL);
    assertEquals(3, damaged.code());
    assertEquals(1, damaged.err().lines().count());
  }

  @Test
  void trainingGoesOnFromAnotherNetwork() {
    String first = "--data DIR/classes --scorer nn --output DIR/first.safetensors";
    assertEquals(0, train(first + SMALL).code());
    Outcome second =
        train(
            "--data DIR/classes --scorer gauss --start-from DIR/first.safetensors --output"
                + " DIR/second.safetensors --tuples 3 --steps 2");
    assertEquals("", second.err());
    assertEquals(0, second.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--output DIR/x",
        "--data DIR/classes",
        "--data DIR/classes --output DIR/x --scorer svm",
        "--data DIR/classes --output DIR/x --scorer kde --gradient implicit",
        "--data DIR/classes --output DIR/x --scorer nn --starts warm",
        "--data DIR/classes --output DIR/x --loss hinge",
        "--data DIR/classes --output DIR/x --steps -1",
        "--data DIR/classes --output DIR/x --steps",
        "--data DIR/classes --output DIR/x --augmentation 1,2",
        "--data DIR/classes --output DIR/x --learning-rate NaN",
        "--data DIR/classes --output DIR/x --start-from DIR/y --filters 3",
        "--data DIR/classes --output DIR/x --blocks 9",
        "--data DIR/classes --output DIR/x --input 8x9x1"
      })
  void wrongFlagsAreUsageErrorsInOneLine(String flags) {
    Outcome outcome = train(flags);
    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count());
    assertFalse(Files.exists(folder.resolve("x")));
  }

  @Test
  void tooFewConceptsAreBadData() {
    Outcome outcome =
        train("--data DIR/classes --output DIR/x" + SMALL.replace("--tuples 3", "--tuples 30"));
    assertEquals(3, outcome.code());
    assertTrue(
        outcome.err().contains("30 tuples a step need as many concepts, not 8"), outcome.err());
  }

  @Test
  void helpExplainsEveryFlag() {
    Outcome outcome = train("--help");
    assertEquals(0, outcome.code());
    TrainingFlags.VALUES.forEach(
        flag -> assertTrue(outcome.out().contains("--" + flag + " "), flag));
    TrainingFlags.SWITCHES.forEach(flag -> assertTrue(outcome.out().contains("--" + flag), flag));
  }
}
