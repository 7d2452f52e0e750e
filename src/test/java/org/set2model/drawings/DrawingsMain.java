package org.set2model.drawings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.set2model.drawings.Alphabet.Head;

/**
 * Draws the characters in {@code testdata}, in the two layouts of Omniglot. Every run draws the
 * same pixels.
 */
public final class DrawingsMain {

  static final Path CHARACTERS = Path.of("testdata", "characters.zip");
  static final Path RUNS = Path.of("testdata", "one-shot-runs");

  private static final int CHARACTERS_AN_ALPHABET = 5;
  private static final int HANDS = 20;
  private static final int WAYS = 20;
  private static final int NUMBER_OF_RUNS = 2;

  private DrawingsMain() {}

  public static void main(String[] arguments) throws IOException {
    writeZip(CHARACTERS, characters());
    for (Map.Entry<String, Ink> drawing : runs().entrySet()) {
      Path file = RUNS.resolve(drawing.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, png(drawing.getValue()));
    }
    for (Map.Entry<String, String> text : labels().entrySet()) {
      Files.writeString(RUNS.resolve(text.getKey()), text.getValue());
    }
  }

  /** Four alphabets, by all hands: {@code ALPHABET/characterNN/NNNN_HH.png}. */
  static Map<String, Ink> characters() {
    Map<String, Alphabet> alphabets = new LinkedHashMap<>();
    alphabets.put("Ardoma", new Alphabet(1, Head.BAR, 0.8, 0.3, 12));
    alphabets.put("Kelvish", new Alphabet(2, Head.STEM, 0.5, 0.3, 12));
    alphabets.put("Oshuni", new Alphabet(3, Head.NONE, 1, 0.3, 12));
    alphabets.put("Tarneth", new Alphabet(4, Head.NONE, 0, 0.1, 12));
    Map<String, Ink> drawings = new LinkedHashMap<>();
    List<Hand> hands = IntStream.rangeClosed(1, HANDS).mapToObj(Hand::new).toList();
    int number = 0;
    for (Map.Entry<String, Alphabet> alphabet : alphabets.entrySet()) {
      List<Glyph> glyphs = alphabet.getValue().characters(CHARACTERS_AN_ALPHABET);
      for (int c = 1; c <= glyphs.size(); c++) {
        number++;
        for (int h = 1; h <= HANDS; h++) {
          drawings.put(
              name("%s/character%02d/%04d_%02d.png", alphabet.getKey(), c, number, h),
              hands.get(h - 1).draw(glyphs.get(c - 1)));
        }
      }
    }
    return drawings;
  }

  /** Two runs, each of one alphabet, the training images by one hand, the items by another. */
  static Map<String, Ink> runs() {
    Map<String, Ink> drawings = new LinkedHashMap<>();
    List<Alphabet> alphabets =
        List.of(
            new Alphabet(11, Head.NONE, 0.5, 0.2, 14), new Alphabet(12, Head.NONE, 0.9, 0.3, 14));
    for (int run = 1; run <= NUMBER_OF_RUNS; run++) {
      List<Glyph> glyphs = alphabets.get(run - 1).characters(WAYS);
      List<Integer> order = order(run);
      var training = new Hand(100L + run);
      var test = new Hand(200L + run);
      for (int i = 1; i <= WAYS; i++) {
        drawings.put(
            name("run%02d/training/class%02d.png", run, i), training.draw(glyphs.get(i - 1)));
        drawings.put(
            name("run%02d/test/item%02d.png", run, i), test.draw(glyphs.get(order.get(i - 1) - 1)));
      }
    }
    return drawings;
  }

  /** The text of each run that names the training image of each item's class. */
  static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int run = 1; run <= NUMBER_OF_RUNS; run++) {
      var lines = new StringBuilder();
      for (int i = 1; i <= WAYS; i++) {
        int answer = order(run).get(i - 1);
        lines.append(
            name(
                "run%02d/test/item%02d.png run%02d/training/class%02d.png\n", run, i, run, answer));
      }
      labels.put(name("run%02d/class_labels.txt", run), lines.toString());
    }
    return labels;
  }

  /** The class of each item, from 1. */
  private static List<Integer> order(int run) {
    List<Integer> order = new ArrayList<>(IntStream.rangeClosed(1, WAYS).boxed().toList());
    Collections.shuffle(order, new Random(run));
    return order;
  }

  private static String name(String format, Object... parts) {
    return String.format(Locale.ROOT, format, parts);
  }

  private static byte[] png(Ink ink) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(ink.image(), "png", bytes);
    return bytes.toByteArray();
  }

  /** Stored, since a PNG is compressed, and without the time of the day. */
  private static void writeZip(Path file, Map<String, Ink> drawings) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
      for (Map.Entry<String, Ink> drawing : drawings.entrySet()) {
        byte[] content = png(drawing.getValue());
        var checksum = new CRC32();
        checksum.update(content);
        var entry = new ZipEntry(drawing.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    }
  }
}
