package org.set2model.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.set2model.io.DataException;

/**
 * The state of a training run as a safetensors file of matrices, to go on from.
 *
 * @param command the command line of the run, without what has no influence on its result
 * @param matrices by name
 */
public record CheckpointFile(String command, Map<String, DMatrixRMaj> matrices) {

  private static final String VERSION = "format";
  private static final String FORMAT = "set2model checkpoint 1";
  private static final String COMMAND = "training.command";
  private static final int MATRIX_AXES = 2;

  /**
   * Writes the file whole or not at all.
   *
   * @throws IOException if that fails; an earlier file is untouched
   * @throws IllegalArgumentException if a value is NaN or infinite
   */
  public void write(Path file) throws IOException {
    Map<String, Tensor> tensors = new TreeMap<>();
    matrices.forEach(
        (name, matrix) ->
            tensors.put(name, Tensor.of(List.of(matrix.numRows, matrix.numCols), matrix)));
    new SafetensorsFile(tensors, Map.of(VERSION, FORMAT, COMMAND, command)).write(file);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws DataException if the file cannot be read or is none
   */
  public static CheckpointFile read(Path file) {
    SafetensorsFile content = SafetensorsFile.read(file);
    String command = content.metadata().get(COMMAND);
    if (!FORMAT.equals(content.metadata().get(VERSION)) || command == null) {
      throw new DataException(file + ": no checkpoint of a training run; start it anew");
    }
    Map<String, DMatrixRMaj> matrices = new TreeMap<>();
    content
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.shape().size() != MATRIX_AXES) {
                throw new DataException(file + ": '" + name + "' is no matrix; start anew");
              }
              var matrix = new DMatrixRMaj(tensor.shape().get(0), tensor.shape().get(1));
              tensor.copyTo(matrix);
              matrices.put(name, matrix);
            });
    return new CheckpointFile(command, matrices);
  }
}
