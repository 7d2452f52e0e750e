package org.set2model.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
import org.set2model.io.DataException;

class ImageFilesTest {

  private static final InputFormat FORMAT = new InputFormat(4, 1, Polarity.DARK_ON_LIGHT);

  @TempDir Path folder;

  @Test
  void allFormatsAreReadByContentAndInAnyColor() throws IOException {
    var red = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 1600; i++) {
      red.setRGB(i % 40, i / 40, 0xff0000);
    }
    Drawings.files(
        folder,
        Map.of(
            "a.bmp", Drawings.bytes(red, "bmp"),
            "b.gif", Drawings.bytes(red, "gif"),
            "c.JPG", Drawings.bytes(red, "jpeg"),
            "d", Drawings.bytes(red, "png"),
            "e.gif", Drawings.bytes(red, "png")));
    ImageFiles files = ImageFiles.read(folder, FORMAT);
    assertEquals(List.of("a.bmp", "b.gif", "c.JPG", "d", "e.gif"), files.names());
    assertEquals(List.of(), files.skipped());
    for (int image = 0; image < 5; image++) {
      // 255 (1 - 0.299) = 178.8; a JPEG may be off by a level or two
      assertEquals(179, files.images().ink(image, 1, 2), image == 2 ? 2 : 0);
    }
  }

  @Test
  void aGrayPaletteAndABlackAndWhitePictureAreRead() throws IOException {
    var binary = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_BINARY);
    binary.setRGB(1, 1, 0xffffffff);
    int[] large = new int[64];
    Arrays.fill(large, 255);
    large[0] = large[1] = large[8] = large[9] = 155;
    Drawings.files(
        folder,
        Map.of(
            "binary.png", Drawings.bytes(binary, "png"),
            "gray.bmp", Drawings.bytes(Drawings.dot(100), "bmp"),
            "gray.gif", Drawings.bytes(Drawings.gray(8, large), "gif")));
    ImageSet images = ImageFiles.read(folder, FORMAT).images();
    assertEquals(255, images.ink(0, 0, 0));
    assertEquals(0, images.ink(0, 1, 1));
    assertEquals(100, images.ink(1, 0, 0));
    assertEquals(100, images.ink(2, 0, 0));
    assertEquals(0, images.ink(2, 3, 3));
  }

  @Test
  void theFirstFrameOfAnAnimationIsRead() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (int darkness : new int[] {255, 0}) {
        BufferedImage frame = Drawings.dot(darkness);
        var metadata =
            writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
        writer.writeToSequence(new IIOImage(frame, null, metadata), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    Drawings.files(folder, Map.of("a.gif", bytes.toByteArray()));
    ImageFiles files = ImageFiles.read(folder, FORMAT);
    assertEquals(1, files.images().size());
    assertEquals(255, files.images().ink(0, 0, 0));
  }

  @Test
  void whatCannotBeReadIsSkippedAndListed() throws IOException {
    byte[] whole = Drawings.bytes(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png");
    byte[] jpeg = Drawings.bytes(Drawings.dot(9), "jpeg");
    int[] values = new SplittableRandom(1).ints(4096, 0, 256).toArray();
    byte[] noise = Drawings.bytes(Drawings.gray(64, values), "jpeg");
    byte[] turned = whole.clone();
    turned[40] ^= 0x55;
    Drawings.files(
        folder,
        Map.of(
            "good.png", Drawings.dotBytes(7),
            "a/cut.png", Arrays.copyOf(whole, whole.length / 2),
            "a/empty.png", new byte[0],
            "a/half.jpg", Arrays.copyOf(noise, noise.length / 2),
            "a/header.jpg", Arrays.copyOf(jpeg, 30),
            "a/zero.bmp", new byte[1000],
            "a/zero.png", turned,
            "b/page.html", "<html></html>".getBytes(StandardCharsets.UTF_8),
            "b/scan.tiff", Drawings.bytes(Drawings.dot(9), "tiff")));
    ImageFiles files = ImageFiles.read(folder, FORMAT);
    assertEquals(List.of("good.png"), files.names());
    assertEquals(7, files.images().ink(0, 0, 0));
    assertEquals(
        List.of(
            "a/cut.png",
            "a/empty.png",
            "a/half.jpg",
            "a/header.jpg",
            "a/zero.bmp",
            "a/zero.png",
            "b/page.html",
            "b/scan.tiff"),
        files.skipped().stream().map(SkippedFile::name).toList());
    for (int i : new int[] {0, 2, 3, 5}) {
      assertTrue(files.skipped().get(i).reason().startsWith("damaged"), files.skipped().toString());
    }
    for (int i : new int[] {1, 4, 6, 7}) {
      assertTrue(files.skipped().get(i).reason().startsWith("not an"), files.skipped().toString());
    }
    assertEquals(files, ImageFiles.read(zipOf(folder), FORMAT));
  }

  @Test
  void aPictureThatClaimsToBeHugeIsSkippedBeforeItsPixelsAreRead() throws IOException {
    Drawings.files(
        folder,
        Map.of(
            "good.png", Drawings.dotBytes(7),
            "huge.png", header(65_000, 65_000),
            "long.png", header(70_000, 1)));
    ImageFiles files = ImageFiles.read(folder, FORMAT);
    assertEquals(2, files.skipped().size());
    assertTrue(
        files.skipped().get(0).reason().contains("65000 x 65000 pixels, more than 50000000"));
    assertTrue(files.skipped().get(1).reason().contains("70000 x 1 pixels"));
    assertEquals(files, ImageFiles.read(zipOf(folder), FORMAT));
  }

  @Test
  void hiddenFilesAndThoseOfMacsAreLeftOut() throws IOException {
    Map<String, byte[]> contents =
        Map.of(
            "a/1.png", Drawings.dotBytes(1),
            "a/.2.png", Drawings.dotBytes(2),
            ".b/3.png", Drawings.dotBytes(3),
            "__MACOSX/a/._1.png", new byte[9],
            "__MACOSX/a/1.png", Drawings.dotBytes(4),
            "a/.DS_Store", new byte[9]);
    Drawings.files(folder.resolve("f"), contents);
    Path zip = Drawings.zip(folder.resolve("z.zip"), contents);
    for (Path source : List.of(folder.resolve("f"), zip)) {
      ImageFiles files = ImageFiles.read(source, FORMAT);
      assertEquals(List.of("a/1.png"), files.names());
      assertEquals(List.of(), files.skipped());
    }
  }

  @Test
  void aHiddenFolderMayBeNamed() throws IOException {
    Drawings.files(folder, Map.of(".mine/1.png", Drawings.dotBytes(1)));
    assertEquals(List.of("1.png"), ImageFiles.read(folder.resolve(".mine"), FORMAT).names());
  }

  @Test
  void namesAreSortedAndMayBeOfAnyScriptAndAlike() throws IOException {
    Map<String, byte[]> contents =
        Map.of(
            "ελληνικά/α b.png", Drawings.dotBytes(1),
            "été/1.png", Drawings.dotBytes(2),
            "ete/1.png", Drawings.dotBytes(3),
            "ete/1.gif", Drawings.bytes(Drawings.dot(255), "gif"),
            "Ete/10.png", Drawings.dotBytes(5),
            "ひらがな/1.png", Drawings.dotBytes(6));
    Path zip = Drawings.zip(folder.resolve("z.zip"), contents);
    ImageFiles files = ImageFiles.read(zip, FORMAT);
    assertEquals(
        List.of(
            "Ete/10.png", "ete/1.gif", "ete/1.png", "été/1.png", "ελληνικά/α b.png", "ひらがな/1.png"),
        files.names());
    int[] dots = {5, 255, 3, 2, 1, 6};
    for (int i = 0; i < dots.length; i++) {
      assertEquals(dots[i], files.images().ink(i, 0, 0));
    }
  }

  @Test
  void zipsOfOldProgramsAreRead() throws IOException {
    Map<String, byte[]> contents =
        Map.of("été\\1.png", Drawings.dotBytes(1), "b/2.png", Drawings.dotBytes(2));
    Path zip = Drawings.zip(folder.resolve("z.zip"), contents, StandardCharsets.ISO_8859_1);
    assertEquals(List.of("b/2.png", "été/1.png"), ImageFiles.read(zip, FORMAT).names());
  }

  @Test
  void aZipThatHoldsANameTwiceGivesItOnce() throws IOException {
    Path zip =
        Drawings.zip(
            folder.resolve("z.zip"),
            Map.of("a/1.png", Drawings.dotBytes(1), "a/2.png", Drawings.dotBytes(2)));
    String bytes = Files.readString(zip, StandardCharsets.ISO_8859_1);
    Files.writeString(zip, bytes.replace("a/2.png", "a/1.png"), StandardCharsets.ISO_8859_1);
    assertEquals(List.of("a/1.png"), ImageFiles.read(zip, FORMAT).names());
  }

  @Test
  void nothingToReadIsAnErrorThatNamesThePlace() throws IOException {
    assertMessage(folder.resolve("absent"), "no such folder or zip archive");
    assertMessage(folder, "no image that can be read; put PNG");
    Drawings.files(folder, Map.of("a/\nb.txt", new byte[3], "c.txt", new byte[3]));
    assertMessage(
        folder, "no image that can be read among 2 files, such as a/?b.txt: not an image");
    Path empty = Drawings.zip(folder.resolve("e.zip"), Map.of());
    assertMessage(empty, "no image that can be read");
    Path text = Files.writeString(folder.resolve("t.zip"), "no archive");
    assertMessage(text, "neither a folder nor a whole zip archive");
    Path whole = Drawings.zip(folder.resolve("w.zip"), Map.of("1.png", Drawings.dotBytes(1)));
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(whole, Arrays.copyOf(bytes, bytes.length - 30));
    assertMessage(whole, "neither a folder nor a whole zip archive");
    Files.write(whole, new byte[0]);
    assertMessage(whole, "neither a folder nor a whole zip archive");
  }

  @Test
  void anEntryDamagedInTheZipIsSkipped() throws IOException {
    byte[] png = Drawings.dotBytes(1);
    Path zip = Drawings.zip(folder.resolve("z.zip"), Map.of("1.png", png));
    byte[] bytes = Files.readAllBytes(zip);
    // the name ends at byte 35, the compressed picture follows
    Arrays.fill(bytes, 36, 60, (byte) 0xff);
    Files.write(zip, bytes);
    assertMessage(zip, "no image that can be read among 1 files, such as 1.png: ");
  }

  @Test
  void symbolicLinksAreFollowedAndLoopsAreSkipped() throws IOException {
    Drawings.files(folder, Map.of("real/1.png", Drawings.dotBytes(1)));
    Path data = Files.createDirectory(folder.resolve("data"));
    try {
      Files.createSymbolicLink(data.resolve("linked"), folder.resolve("real"));
      Files.createSymbolicLink(data.resolve("loop"), data);
      Files.createSymbolicLink(data.resolve("nowhere.png"), folder.resolve("absent"));
    } catch (IOException | UnsupportedOperationException exception) {
      assumeTrue(false, "no symbolic links here");
    }
    ImageFiles files = ImageFiles.read(data, FORMAT);
    assertEquals(List.of("linked/1.png"), files.names());
    assertEquals(
        List.of("loop", "nowhere.png"), files.skipped().stream().map(SkippedFile::name).toList());
    for (SkippedFile file : files.skipped()) {
      assertTrue(file.reason().startsWith("unreadable"), file.reason());
    }
  }

  private void assertMessage(Path path, String part) {
    String message =
        assertThrows(DataException.class, () -> ImageFiles.read(path, FORMAT)).getMessage();
    assertTrue(message.startsWith(path + ": "), message);
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count(), message);
  }

  /** A zip of the files of a folder. */
  private Path zipOf(Path root) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (var files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return Drawings.zip(Files.createTempFile(root, ".", ".zip"), contents);
  }

  /** The start of a PNG of 8-bit gray values, as the format says: signature and header chunk. */
  private static byte[] header(int width, int height) {
    ByteBuffer chunk = ByteBuffer.allocate(17);
    chunk.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    chunk.put(new byte[] {8, 0, 0, 0, 0});
    var check = new CRC32();
    check.update(chunk.array());
    ByteBuffer bytes = ByteBuffer.allocate(8 + 4 + 17 + 4 + 12);
    bytes.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}).putInt(13);
    bytes.put(chunk.array()).putInt((int) check.getValue());
    bytes.putInt(0).put("IDAT".getBytes(StandardCharsets.US_ASCII)).putInt(0x35af061e);
    return bytes.array();
  }
}
