package org.set2model.concept;

import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.image.ImageConversion;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.image.Pixels;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.network.Network;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;
import org.set2model.storage.ConceptFile;
import org.set2model.storage.NetworkFile;
import org.set2model.storage.StoredNetwork;

/**
 * A trained network with all that its file says of its use: turns pictures of any size into
 * descriptors, and sets of pictures into concepts.
 *
 * <pre>{@code
 * Embedder icons = Embedder.icons();
 * Concept planet = icons.learn(examples);
 * List<Match> best = planet.rank(gallery, 20);
 * }</pre>
 *
 * <p>Safe for many threads, as long as nobody trains its {@linkplain #network() network}: they
 * share the parameters, and each has buffers of its own.
 */
public final class Embedder {

  private static final String ICONS = "icons.safetensors";
  private static final long DEFAULT_SEED = 1;

  /** The calling thread; it has no threads to close. */
  private static final Workers ALONE = new Workers(1);

  private final StoredNetwork stored;
  private final ScorerSettings settings;
  private final Workers workers;

  private Embedder(StoredNetwork stored, ScorerSettings settings, Workers workers) {
    this.stored = stored;
    this.settings = settings;
    this.workers = workers;
  }

  /** The network for icons that comes with the program: drawings and pictograms, one color. */
  public static Embedder icons() {
    return icons(ALONE);
  }

  /** The same, its loops shared by workers. */
  public static Embedder icons(Workers workers) {
    return of(NetworkFile.readResource(Embedder.class, ICONS, workers), ICONS, workers);
  }

  /**
   * Reads a network's file, as the command {@code train} writes it.
   *
   * @throws DataException if it cannot be read or is no network
   */
  public static Embedder read(Path file) {
    return read(file, ALONE);
  }

  /**
   * The same, its loops shared by workers.
   *
   * @param workers to be closed by the caller, after the last use
   */
  public static Embedder read(Path file, Workers workers) {
    return of(NetworkFile.read(file, workers), file.toString(), workers);
  }

  private static Embedder of(StoredNetwork stored, String source, Workers workers) {
    try {
      return new Embedder(
          stored, ScorerSettings.parse(stored.scorer(), stored.background()), workers);
    } catch (IllegalArgumentException exception) {
      throw new DataException(source + ": metadata of the scorer: " + exception.getMessage());
    }
  }

  /** The network; live. */
  public Network network() {
    return stored.network();
  }

  /** How pictures become the network's images. */
  public InputFormat input() {
    return stored.inputFormat();
  }

  /** How descriptors are scored. */
  public ScorerSettings settings() {
    return settings;
  }

  /** Length of a descriptor, D. */
  public int dimensions() {
    return network().architecture().dimensions();
  }

  Workers workers() {
    return workers;
  }

  /** Descriptors of pictures, N x D, each row of length one. */
  public DMatrixRMaj embed(List<? extends Pixels> pictures) {
    return embed(ImageConversion.convert(pictures, input()));
  }

  /** Descriptors of images that are in the network's format already, N x D. */
  public DMatrixRMaj embed(ImageSet images) {
    return network().embed(images);
  }

  /**
   * Learns what pictures have in common, by the scorer that the network was trained for.
   *
   * @param examples at least one
   * @throws IllegalArgumentException if there is none
   */
  public Concept learn(List<? extends Pixels> examples) {
    return learn(examples, settings.scorer(), DEFAULT_SEED);
  }

  /**
   * Learns what pictures have in common.
   *
   * @param examples at least one
   * @param kind any scorer but svm, which needs other pictures too
   * @param seed of the starts of a mixture's fit
   * @throws IllegalArgumentException if there is no example, or for svm
   */
  public Concept learn(List<? extends Pixels> examples, ScorerKind kind, long seed) {
    return learn(embed(examples), kind, seed);
  }

  /**
   * Learns a concept from descriptors that this embedder gave.
   *
   * @param examples N x D, N at least 1
   * @param kind any scorer but svm
   * @param seed of the starts of a mixture's fit
   * @throws IllegalArgumentException if there is no example, or for svm
   * @throws DataException if a descriptor is not finite
   */
  public Concept learn(DMatrixRMaj examples, ScorerKind kind, long seed) {
    return new Concept(this, kind, seed, examples.copy());
  }

  /**
   * Reads a concept that was {@linkplain Concept#write written}. It scores as it did then, to the
   * bit.
   *
   * @throws DataException if the file cannot be read, is none of a concept, or belongs to another
   *     network
   */
  public Concept readConcept(Path file) {
    ConceptFile content = ConceptFile.read(file);
    if (!content.network().equals(digest())) {
      throw new DataException(
          file + ": learned with another network; read it with that one, or learn it anew");
    }
    try {
      return learn(content.examples(), ScorerKind.parse(content.scorer()), content.seed());
    } catch (IllegalArgumentException exception) {
      throw new DataException(file + ": no concept: " + exception.getMessage());
    }
  }

  /** Tells this network from others. */
  String digest() {
    return NetworkFile.digest(stored);
  }

  /** A scorer to rank descriptors by; any but svm. */
  public Scorer rankingScorer(ScorerKind kind, long seed) {
    return settings.rankingScorer(kind, dimensions(), seed);
  }

  /** A scorer to compare classes of descriptors by; any but svm. */
  public Scorer scorer(ScorerKind kind, long seed) {
    return settings.scorer(kind, dimensions(), seed);
  }
}
