package org.set2model.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.set2model.io.DataException;

/**
 * Reads a file of plain numbers, one row a line and commas between the numbers of a row, as a
 * matrix.
 *
 * <p>A number is decimal, with a point and in scientific notation if need be, and is read to the
 * nearest double: one that {@link Double#toString(double)} has written comes back with all its
 * bits. Spaces and tabs around numbers, line ends of any system, a byte order mark and empty lines
 * at the end are accepted. A header, quotes, comments, other separators, empty lines between rows
 * and numbers that are not finite are not: guessing what was meant would make it possible to fit
 * something else.
 */
public final class NumberTable {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final int LONGEST_QUOTE = 40;

  private NumberTable() {}

  /**
   * Reads all rows.
   *
   * @return at least 1 x 1, all numbers finite
   * @throws DataException if the file cannot be read or is anything else than a table of numbers;
   *     the message names file, line and column, both counted from 1
   */
  public static DMatrixRMaj read(Path file) {
    List<String> lines = lines(file);
    if (lines.isEmpty()) {
      throw new DataException(file + ": empty; give one row of numbers a line");
    }
    int columns = cells(lines.get(0)).length;
    var table = new DMatrixRMaj(lines.size(), columns);
    for (int row = 0; row < lines.size(); row++) {
      if (lines.get(row).isBlank()) {
        throw bad(file, row, 0, "an empty line; delete it");
      }
      String[] cells = cells(lines.get(row));
      for (int column = 0; column < Math.min(cells.length, columns); column++) {
        table.set(row, column, number(cells[column].strip(), file, row, column));
      }
      if (cells.length != columns) {
        throw bad(
            file,
            row,
            Math.min(cells.length, columns),
            String.format(
                "%s; numbers on this line: %d, on the first: %d",
                cells.length < columns ? "missing" : "one too many", cells.length, columns));
      }
    }
    return table;
  }

  /** The lines of a file but the empty ones at its end. */
  private static List<String> lines(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException exception) {
      throw new DataException(file + ": no such file; name one that is there", exception);
    } catch (CharacterCodingException exception) {
      throw new DataException(file + ": not a text file; give numbers as text", exception);
    } catch (IOException exception) {
      throw new DataException(
          file + ": unreadable (" + exception.getMessage() + "); name a file you may read",
          exception);
    }
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<String> lines = new ArrayList<>(unmarked.lines().toList());
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  private static String[] cells(String line) {
    return line.split(",", -1);
  }

  private static double number(String cell, Path file, int row, int column) {
    if (!NUMBER.matcher(cell).matches()) {
      throw bad(
          file,
          row,
          column,
          "'"
              + shortened(cell)
              + "' is no finite number; give plain numbers, without a header, 1.5 and not 1,5, with"
              + " commas between them");
    }
    double value = Double.parseDouble(cell);
    if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
      throw bad(
          file, row, column, "'" + shortened(cell) + "' is too large for a number of 64 bits");
    }
    return value;
  }

  private static String shortened(String cell) {
    String printable = cell.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= LONGEST_QUOTE
        ? printable
        : printable.substring(0, LONGEST_QUOTE) + "...";
  }

  private static DataException bad(Path file, int row, int column, String what) {
    return new DataException(
        String.format("%s: line %d, column %d: %s", file, row + 1, column + 1, what));
  }
}
