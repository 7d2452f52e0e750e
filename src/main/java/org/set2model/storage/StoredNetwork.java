package org.set2model.storage;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.set2model.image.InputFormat;
import org.set2model.network.Network;

/**
 * A network with what it takes to use it and to train it again.
 *
 * @param network live, not copied
 * @param inputFormat how pictures become its images
 * @param scorer how its descriptors are to be scored, the values of the prior included: texts by
 *     key, whatever the scorer needs; copied, in the order of keys
 * @param background centers of the density of descriptors in general, K x (1+D): weight and place
 *     in each row; if it is known
 * @param trainingCommand the command line that trained it
 * @param seed the seed of that training
 */
public record StoredNetwork(
    Network network,
    InputFormat inputFormat,
    Map<String, String> scorer,
    Optional<DMatrixRMaj> background,
    String trainingCommand,
    long seed) {

  /**
   * Checks the sides and the lengths.
   *
   * @throws IllegalArgumentException if the format's side is not the network's, or the background
   *     is not of the network's descriptors
   */
  public StoredNetwork {
    int side = network.architecture().side();
    if (inputFormat.side() != side) {
      throw new IllegalArgumentException(
          "input format (" + inputFormat + ") must have the network's side, " + side);
    }
    int columns = 1 + network.architecture().dimensions();
    if (background.isPresent() && background.get().numCols != columns) {
      throw new IllegalArgumentException(
          "background (" + background.get().numCols + " columns) must have " + columns);
    }
    scorer = Collections.unmodifiableSortedMap(new TreeMap<>(scorer));
  }

  /** A network without a background. */
  public StoredNetwork(
      Network network,
      InputFormat inputFormat,
      Map<String, String> scorer,
      String trainingCommand,
      long seed) {
    this(network, inputFormat, scorer, Optional.empty(), trainingCommand, seed);
  }
}
