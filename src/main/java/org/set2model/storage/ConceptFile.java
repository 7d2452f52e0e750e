package org.set2model.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.set2model.io.DataException;

/**
 * A concept as a safetensors file: the descriptors of its examples, and what else determines what
 * is learned from them.
 *
 * @param examples N x D, at least one row, finite
 * @param scorer how they are fitted, as a scorer's name
 * @param seed of the starts of a mixture's fit
 * @param network the {@linkplain NetworkFile#digest digest} of the network that embedded them
 */
public record ConceptFile(DMatrixRMaj examples, String scorer, long seed, String network) {

  private static final String VERSION = "format";
  private static final String FORMAT = "set2model concept 1";
  private static final String EXAMPLES = "examples";
  private static final String SCORER = "scorer";
  private static final String SEED = "seed";
  private static final String NETWORK = "network";

  /**
   * Writes the file whole or not at all; the same concept gives the same bytes.
   *
   * @throws IOException if that fails; an earlier file is untouched
   * @throws IllegalArgumentException if a value is NaN or infinite
   */
  public void write(Path file) throws IOException {
    Tensor tensor = Tensor.of(List.of(examples.numRows, examples.numCols), examples);
    new SafetensorsFile(
            Map.of(EXAMPLES, tensor),
            Map.of(VERSION, FORMAT, SCORER, scorer, SEED, Long.toString(seed), NETWORK, network))
        .write(file);
  }

  /**
   * Reads a concept.
   *
   * @throws DataException if the file cannot be read or is none
   */
  public static ConceptFile read(Path file) {
    SafetensorsFile content = SafetensorsFile.read(file);
    var metadata = new NetworkMetadata(content.metadata(), file.toString());
    Tensor examples = content.tensors().get(EXAMPLES);
    if (!FORMAT.equals(content.metadata().get(VERSION))
        || examples == null
        || content.tensors().size() != 1
        || examples.shape().size() != 2
        || examples.size() == 0) {
      throw new DataException(file + ": no concept; name a file that a concept was written to");
    }
    var matrix = new DMatrixRMaj(examples.shape().get(0), examples.shape().get(1));
    examples.copyTo(matrix);
    return new ConceptFile(
        matrix, metadata.text(SCORER), metadata.number(SEED), metadata.text(NETWORK));
  }
}
