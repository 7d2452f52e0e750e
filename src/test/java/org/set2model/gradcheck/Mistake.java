package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What people get wrong in gradients. */
enum Mistake {
  TENTH {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      multiply(example, claim, draw, 1 + draw.sign() * 0.1);
    }
  },
  HUNDREDTH {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      multiply(example, claim, draw, 1 + draw.sign() * 1e-2);
    }
  },
  THOUSANDTH {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      multiply(example, claim, draw, 1 + draw.sign() * 1e-3);
    }
  },
  TEN_THOUSANDTH {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      multiply(example, claim, draw, 1 + draw.sign() * 1e-4);
    }
  },
  HUNDRED_THOUSANDTH {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      multiply(example, claim, draw, 1 + draw.sign() * JUST_WRONG);
    }
  },
  DROPPED {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      multiply(example, claim, draw, 0);
    }
  },
  FLIPPED {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      multiply(example, claim, draw, -1);
    }
  },
  SWAPPED {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      int[] one = nonzero(claim, draw);
      int[] other = nonzero(claim, draw);
      if (one != null) {
        double moved = claim[one[0]].data[one[1]];
        claim[one[0]].data[one[1]] = claim[other[0]].data[other[1]];
        claim[other[0]].data[other[1]] = moved;
      }
    }
  },
  ALL_SCALED {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      double factor = draw.of(1 + JUST_WRONG, 1 - JUST_WRONG, 1 + 1e-3, 1.1, 0.5, 2, -1);
      for (DMatrixRMaj gradient : claim) {
        CommonOps_DDRM.scale(factor, gradient);
      }
    }
  },
  ALL_SLIGHTLY_OFF {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      double size = draw.of(2e-5, 1e-3, 0.1);
      for (DMatrixRMaj gradient : claim) {
        for (int i = 0; i < gradient.getNumElements(); i++) {
          gradient.data[i] *= 1 + size * draw.uniform(-1, 1);
        }
      }
    }
  },
  ALL_ZERO {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      for (DMatrixRMaj gradient : claim) {
        gradient.zero();
      }
    }
  },
  ALTERNATELY_OFF {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      double size = draw.of(2e-5, 1e-3, 0.1);
      for (DMatrixRMaj gradient : claim) {
        for (int i = 0; i < gradient.getNumElements(); i++) {
          gradient.data[i] *= i % 2 == 0 ? 1 + size : 1 - size;
        }
      }
    }
  },
  BLOCK_SCALED {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      double factor = draw.of(2, 0.5, 1.01, 0);
      for (DMatrixRMaj gradient : claim) {
        for (int i = gradient.getNumElements() / 2; i < gradient.getNumElements(); i++) {
          gradient.data[i] *= factor;
        }
      }
    }
  },
  CANCELING {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      int[] one = nonzero(claim, draw);
      int[] other = nonzero(claim, draw);
      if (one != null) {
        double moved = draw.of(1, 1e-2, 2e-5) * claim[one[0]].data[one[1]];
        claim[one[0]].data[one[1]] += moved;
        claim[other[0]].data[other[1]] -= moved;
      }
    }
  },
  TRANSPOSED {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      for (DMatrixRMaj gradient : claim) {
        if (gradient.numRows == gradient.numCols) {
          CommonOps_DDRM.transpose(gradient);
        }
      }
    }
  },
  SHIFTED {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      double shift = draw.sign() * draw.of(1, 1e-2, 1e-4) * example.truth().slope();
      for (DMatrixRMaj gradient : claim) {
        CommonOps_DDRM.add(gradient, shift);
      }
    }
  },
  NOT_ZERO {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      List<int[]> zeros =
          example.truth().entries().stream()
              .filter(at -> example.truth().lowest(at) == 0 && example.truth().highest(at) == 0)
              .toList();
      if (!zeros.isEmpty()) {
        int[] at = zeros.get(draw.integer(0, zeros.size() - 1));
        claim[at[0]].data[at[1]] =
            draw.sign() * draw.of(1, 0.5, 0.1, 1e-3) * example.truth().slope();
      }
    }
  },
  BESIDE_THE_KINK {
    @Override
    void spoil(Example example, DMatrixRMaj[] claim, Draw draw) {
      List<int[]> kinks =
          example.truth().entries().stream()
              .filter(at -> example.truth().lowest(at) < example.truth().highest(at))
              .toList();
      if (!kinks.isEmpty()) {
        int[] at = kinks.get(draw.integer(0, kinks.size() - 1));
        double low = example.truth().lowest(at);
        double high = example.truth().highest(at);
        double size = Math.max(Math.abs(low), Math.abs(high));
        double off = size * draw.of(1, 0.1, 1e-3, JUST_WRONG);
        claim[at[0]].data[at[1]] = draw.chance(0.5) ? low - off : high + off;
      }
    }
  };

  /** A relative error that no rounding brings below 1e-5. */
  private static final double JUST_WRONG = 1.0001e-5;

  /** Spoils a right claim in place; it may stay right. */
  abstract void spoil(Example example, DMatrixRMaj[] claim, Draw draw);

  /** A claim spoilt so, or null if it can't be. */
  DMatrixRMaj[] claim(Example example, Draw draw) {
    DMatrixRMaj[] claim = example.rightClaim(draw);
    spoil(example, claim, draw);
    example.rounded(claim);
    return example.isWrong(claim) ? claim : null;
  }

  private static void multiply(Example example, DMatrixRMaj[] claim, Draw draw, double factor) {
    int[] at = nonzero(claim, draw);
    if (at != null) {
      claim[at[0]].data[at[1]] *= factor;
    }
  }

  /** An entry that is not zero: any, or the smallest, or the largest; null if there is none. */
  private static int[] nonzero(DMatrixRMaj[] claim, Draw draw) {
    List<int[]> found = new ArrayList<>();
    for (int a = 0; a < claim.length; a++) {
      for (int i = 0; i < claim[a].getNumElements(); i++) {
        if (claim[a].data[i] != 0) {
          found.add(new int[] {a, i});
        }
      }
    }
    if (found.isEmpty()) {
      return null;
    }
    Comparator<int[]> bySize = Comparator.comparingDouble(at -> Math.abs(claim[at[0]].data[at[1]]));
    return switch (draw.integer(0, 3)) {
      case 0 -> found.stream().min(bySize).get();
      case 1 -> found.stream().max(bySize).get();
      default -> found.get(draw.integer(0, found.size() - 1));
    };
  }
}
