package org.set2model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.io.DataException;

class NumberTableTest {

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  private void assertRefused(String text, String place) throws IOException {
    Path file = file(text);
    String message = assertThrows(DataException.class, () -> NumberTable.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": " + place), message);
    assertEquals(1, message.lines().count(), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,-20\n0.3,4e5\n",
        "1,-20\r\n0.3,4e5\r\n",
        "1,-20\n0.3,4e5",
        "1,-20\n0.3,4e5\n\n \n",
        " 1 ,\t-20\n+.3, 4.E+5 \n",
        "\uFEFF1.0,-2.0e1\n3E-1,400000\n"
      })
  void allUsualWaysToWriteATableAreRead(String text) throws IOException {
    DMatrixRMaj table = NumberTable.read(file(text));
    assertEquals(2, table.numRows);
    assertEquals(2, table.numCols);
    assertArrayEquals(new double[] {1, -20, 0.3, 4e5}, table.data);
  }

  @Test
  void everyDoubleComesBackToTheBit() throws IOException {
    var random = new SplittableRandom(5);
    double[] values = new double[3000];
    values[0] = -0.0;
    values[1] = Double.MIN_VALUE;
    values[2] = -Double.MAX_VALUE;
    for (int i = 3; i < values.length; i++) {
      do {
        values[i] = Double.longBitsToDouble(random.nextLong());
      } while (!Double.isFinite(values[i]));
    }
    String text =
        Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining("\n"));
    double[] read = NumberTable.read(file(text)).data;
    for (int i = 0; i < values.length; i++) {
      assertEquals(Double.doubleToRawLongBits(values[i]), Double.doubleToRawLongBits(read[i]));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,y;1,2            | line 1, column 1: 'x'",
        "1,2;3,two          | line 2, column 2: 'two'",
        "1,2;3,NaN          | line 2, column 2: 'NaN'",
        "1,Infinity         | line 1, column 2: 'Infinity'",
        "1,-1e999           | line 1, column 2: '-1e999' is too large",
        "0x1p3,2            | line 1, column 1: '0x1p3'",
        "1d,2               | line 1, column 1: '1d'",
        "1,2;3              | line 2, column 2: missing",
        "1,2;3,4,5          | line 2, column 3: one too many",
        "1,2,;3,4,5         | line 1, column 3: ''",
        "1,2;;3,4           | line 2, column 1: an empty line",
        "1 2;3 4            | line 1, column 1: '1 2'",
        "1:2;3:4            | line 1, column 1: '1:2'",
        "# points;3,4       | line 1, column 1: '# points'"
      })
  void anythingElseIsRefusedWithItsPlace(String text, String place) throws IOException {
    assertRefused(text.replace(';', '\n'), place);
  }

  @Test
  void aFileWithoutNumbersIsRefused() throws IOException {
    assertRefused("", "empty");
    assertRefused("\n\r\n", "empty");
  }

  @Test
  void aLongOrUnprintableCellIsQuotedInPart() throws IOException {
    assertRefused("\u001b[31m" + "x".repeat(10_000), "line 1, column 1: '?[31mxxx");
    String message =
        assertThrows(DataException.class, () -> NumberTable.read(file("x".repeat(10_000))))
            .getMessage();
    assertTrue(message.length() < folder.toString().length() + 250, message);
  }

  @Test
  void whatIsNoReadableTextFileIsRefused() throws IOException {
    Path missing = folder.resolve("missing.csv");
    String message =
        assertThrows(DataException.class, () -> NumberTable.read(missing)).getMessage();
    assertTrue(message.startsWith(missing + ": no such file"), message);
    assertThrows(DataException.class, () -> NumberTable.read(folder));
    Path binary = Files.write(folder.resolve("b"), new byte[] {(byte) 0xC3, 0x28, 0, 1});
    assertThrows(DataException.class, () -> NumberTable.read(binary));
  }
}
