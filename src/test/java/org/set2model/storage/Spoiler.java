package org.set2model.storage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Makes safetensors files faulty in ways small enough that most of a reader is passed through. */
final class Spoiler {

  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[0-9]+|[^ \\n]");
  private static final String[] WORDS = {
    "0",
    "1",
    "4",
    "8",
    "16",
    "20",
    "-1",
    "1e3",
    "0.5",
    "9223372036854775807",
    "99999999999999999999",
    "\"F64\"",
    "\"F32\"",
    "\"F16\"",
    "\"dtype\"",
    "\"shape\"",
    "\"data_offsets\"",
    "\"first\"",
    "\"\"",
    "\"__metadata__\"",
    "\"\\ud800\"",
    "\"\\n\"",
    "true",
    "null",
    "NaN",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "{}",
    "[]",
    "\"",
    "\\",
    "",
    "\0"
  };

  private final SplittableRandom random;

  Spoiler(SplittableRandom random) {
    this.random = random;
  }

  /** A copy with one to three faults; it may be unharmed by chance. */
  byte[] spoil(byte[] file) {
    byte[] spoiled = file.clone();
    for (int faults = random.nextInt(1, 4); faults > 0; faults--) {
      spoiled =
          switch (random.nextInt(4)) {
            case 0 -> withByte(spoiled);
            case 1 -> withLength(spoiled);
            default -> withWord(spoiled);
          };
    }
    return spoiled;
  }

  private byte[] withByte(byte[] file) {
    byte[] changed = file.clone();
    if (changed.length > 0) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  private byte[] withLength(byte[] file) {
    return Arrays.copyOf(file, Math.max(0, file.length + random.nextInt(-20, 20)));
  }

  /** Replaces a word of the header by another and puts its length right. */
  private byte[] withWord(byte[] file) {
    if (file.length < Long.BYTES) {
      return file;
    }
    int length = (file[0] & 0xff) + 256 * (file[1] & 0xff);
    int end = Math.min(file.length, Long.BYTES + length);
    // bytes as characters, so that none is lost
    String header = new String(file, Long.BYTES, end - Long.BYTES, StandardCharsets.ISO_8859_1);
    int[] words = WORD.matcher(header).results().mapToInt(word -> word.start()).toArray();
    if (words.length == 0) {
      return file;
    }
    var matcher = WORD.matcher(header);
    matcher.find(words[random.nextInt(words.length)]);
    String changed =
        header.substring(0, matcher.start())
            + WORDS[random.nextInt(WORDS.length)]
            + header.substring(matcher.end());
    var data = new ByteArrayOutputStream();
    data.write(file, end, file.length - end);
    return StoredFiles.file(changed.getBytes(StandardCharsets.ISO_8859_1), data.toByteArray());
  }
}
