package org.set2model.catalog;

import org.set2model.audit.PlainForm;
import org.set2model.audit.Scalar;

/** The losses and the inner products as their formulas say. */
final class PlainLosses {

  private PlainLosses() {}

  /** Inputs s+ (P x 1) and s- (M x 1), see {@link org.set2model.loss.HistogramLoss}. */
  static PlainForm histogramLoss(int bins) {
    return new PlainForm(
        "histogram loss",
        in -> {
          Scalar[] relevant = Scalar.column(in[0]);
          Scalar[] irrelevant = Scalar.column(in[1]);
          Scalar[] all = new Scalar[relevant.length + irrelevant.length];
          System.arraycopy(relevant, 0, all, 0, relevant.length);
          System.arraycopy(irrelevant, 0, all, relevant.length, irrelevant.length);
          Scalar minimum = Scalar.min(all);
          Scalar distance = Scalar.max(all).minus(minimum).times(1.0 / (bins - 1));
          Scalar[] ofRelevant = histogram(relevant, minimum, distance, bins);
          Scalar[] ofIrrelevant = histogram(irrelevant, minimum, distance, bins);
          Scalar[] below = new Scalar[bins];
          for (int k = 0; k < bins; k++) {
            below[k] = k == 0 ? ofRelevant[0] : below[k - 1].plus(ofRelevant[k]);
          }
          return scalar(Scalar.dot(ofIrrelevant, below));
        });
  }

  /** Each sample is split between the two nodes beside it. */
  private static Scalar[] histogram(Scalar[] scores, Scalar minimum, Scalar distance, int bins) {
    Scalar[] shares = new Scalar[bins];
    for (int k = 0; k < bins; k++) {
      shares[k] = minimum.times(0);
    }
    for (Scalar score : scores) {
      Scalar u = score.minus(minimum).over(distance);
      int i = Math.min((int) Math.floor(u.value), bins - 2);
      Scalar f = u.plus(-i);
      shares[i] = shares[i].plus(f.times(-1).plus(1).times(1.0 / scores.length));
      shares[i + 1] = shares[i + 1].plus(f.times(1.0 / scores.length));
    }
    return shares;
  }

  /** Inputs s+ (P x 1) and s- (M x 1). */
  static PlainForm pairwiseLogisticLoss() {
    return new PlainForm(
        "pairwise logistic loss",
        in -> {
          Scalar[] relevant = Scalar.column(in[0]);
          Scalar[] irrelevant = Scalar.column(in[1]);
          Scalar[] terms = new Scalar[relevant.length * irrelevant.length];
          for (int t = 0; t < terms.length; t++) {
            Scalar gap = irrelevant[t % irrelevant.length].minus(relevant[t / irrelevant.length]);
            terms[t] = gap.exp().logOfOnePlus();
          }
          return scalar(Scalar.sum(terms).times(1.0 / terms.length));
        });
  }

  /** Inputs: a column of scores (Q x 1) for each concept. */
  static PlainForm softmaxCrossEntropy(int... owners) {
    return new PlainForm("softmax cross-entropy", in -> crossEntropy(owners, false, in));
  }

  /** The same, with the queries of other concepts as further rivals. */
  static PlainForm contrastiveCrossEntropy(int... owners) {
    return new PlainForm("contrastive cross-entropy", in -> crossEntropy(owners, true, in));
  }

  private static Scalar[][] crossEntropy(int[] owners, boolean contrastive, Scalar[][]... scores) {
    Scalar[] losses = new Scalar[owners.length];
    for (int q = 0; q < owners.length; q++) {
      Scalar[][] own = scores[owners[q]];
      Scalar ratios = own[q][0].constant(0);
      for (int t = 0; t < scores.length; t++) {
        ratios = t == owners[q] ? ratios : ratios.plus(scores[t][q][0].minus(own[q][0]).exp());
      }
      for (int r = 0; r < owners.length; r++) {
        boolean rival = contrastive && owners[r] != owners[q];
        ratios = rival ? ratios.plus(own[r][0].minus(own[q][0]).exp()) : ratios;
      }
      losses[q] = ratios.logOfOnePlus();
    }
    return scalar(Scalar.sum(losses).times(1.0 / owners.length));
  }

  /** Inputs X (N x D) and Z (M x D): the mean of the inner products of a query. */
  static PlainForm meanInnerProduct() {
    return new PlainForm(
        "mean inner product",
        in -> innerProducts(in, products -> Scalar.sum(products).times(1.0 / products.length)));
  }

  /** The same: the largest of the inner products, the first of those that tie. */
  static PlainForm maximumInnerProduct() {
    return new PlainForm("maximum inner product", in -> innerProducts(in, Scalar::firstOfLargest));
  }

  /** What becomes of the inner products of a query. */
  @FunctionalInterface
  private interface Reduction {
    Scalar of(Scalar... products);
  }

  private static Scalar[][] innerProducts(Scalar[][][] in, Reduction reduction) {
    Scalar[][] scores = new Scalar[in[1].length][1];
    for (int m = 0; m < scores.length; m++) {
      Scalar[] products = new Scalar[in[0].length];
      for (int n = 0; n < products.length; n++) {
        products[n] = Scalar.dot(in[0][n], in[1][m]);
      }
      scores[m][0] = reduction.of(products);
    }
    return scores;
  }

  private static Scalar[][] scalar(Scalar value) {
    return new Scalar[][] {{value}};
  }
}
