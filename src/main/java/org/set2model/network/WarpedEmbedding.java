package org.set2model.network;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.autodiff.Variable;
import org.set2model.image.Augmentation;
import org.set2model.image.ImageSet;

/**
 * Descriptors that depend less on how an image happens to be drawn: the mean, scaled to length one,
 * of the descriptors of the image and of slight warps of it, the same warps for all images. It
 * takes as many times longer as there are warps. On the 40 one-shot runs of the documentation
 * sixteen warps lower the error from 9.3 to 8.8 % and, of a network that is trained on fewer
 * alphabets, from 12.0 to 10.5 %.
 *
 * @param network gives the descriptors
 * @param warps how many images are averaged, >= 1, the image itself included
 */
public record WarpedEmbedding(Network network, int warps) {

  private static final Augmentation WARP = new Augmentation(10, 1.12, 0.07, 0.12);

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public WarpedEmbedding {
    if (warps < 1) {
      throw new IllegalArgumentException("warps (" + warps + ") must be at least 1");
    }
  }

  /** Descriptors of images, size x dimensions; the network's own if there is a single warp. */
  public DMatrixRMaj embed(ImageSet images) {
    DMatrixRMaj sum = network.embed(images);
    for (int warp = 1; warp < warps; warp++) {
      ImageSet warped = WARP.apply(images, new SplittableRandom(warp));
      CommonOps_DDRM.addEquals(sum, network.embed(warped));
    }
    return warps == 1 ? sum : RowNormalization.normalize(Variable.constant(sum)).value();
  }
}
