package org.set2model.concept;

import java.nio.file.Path;
import org.set2model.image.InputFormat;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.network.Network;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;
import org.set2model.storage.NetworkFile;
import org.set2model.storage.StoredNetwork;

/**
 * A network as the commands use it.
 *
 * @param network the network
 * @param input how pictures become its images
 * @param settings how its descriptors are scored
 */
public record LoadedNetwork(Network network, InputFormat input, ScorerSettings settings) {

  /**
   * Reads a network's file.
   *
   * @throws DataException if it cannot be read or is no network
   */
  public static LoadedNetwork read(Path file, Workers workers) {
    StoredNetwork stored = NetworkFile.read(file, workers);
    try {
      return new LoadedNetwork(
          stored.network(),
          stored.inputFormat(),
          ScorerSettings.parse(stored.scorer(), stored.background()));
    } catch (IllegalArgumentException exception) {
      throw new DataException(file + ": metadata of the scorer: " + exception.getMessage());
    }
  }

  /** A scorer to rank the network's descriptors by; any but svm. */
  public Scorer rankingScorer(ScorerKind kind, long seed) {
    return settings.rankingScorer(kind, network.architecture().dimensions(), seed);
  }

  /** A scorer to classify the network's descriptors by; any but svm. */
  public Scorer scorer(ScorerKind kind, long seed) {
    return settings.scorer(kind, network.architecture().dimensions(), seed);
  }
}
