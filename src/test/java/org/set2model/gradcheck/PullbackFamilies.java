package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Functions with a matrix as their value, checked by vector-Jacobian products. */
final class PullbackFamilies {

  private PullbackFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("product of: exponentials of 1e-6 to 1e6", PullbackFamilies::scaled),
        Family.accurate("product of: softmax", PullbackFamilies::softmax),
        Family.accurate("product of: standardization", PullbackFamilies::standardize),
        Family.accurate("product of: matrix square", PullbackFamilies::matrixSquare),
        Family.accurate("product of: inverse of 2 x 2", PullbackFamilies::inverse),
        Family.accurate("product of: cumulative product", PullbackFamilies::cumulative),
        Family.accurate("product of: rotation by a quaternion", PullbackFamilies::rotation),
        Family.accurate("product of: polar coordinates", PullbackFamilies::polar),
        Family.accurate("product of: ReLU and its scores", PullbackFamilies::rectifiers),
        Family.accurate("product of: even functions at zero", PullbackFamilies::even),
        Family.accurate("product of: offsets", PullbackFamilies::offsets),
        Family.accurate("product of: sparse outputs, n = 70 to 200", PullbackFamilies::sparse)
            .rarer(0.3),
        Family.coarse("product of: outputs in float", PullbackFamilies::single));
  }

  private static Example scaled(Draw draw) {
    int n = draw.integer(1, 6);
    double[] c = draw.powers(1, n, -6, 6).data;
    return Dual.example(
        draw.gaussian(1, n),
        draw,
        x -> {
          Dual[] y = new Dual[n];
          for (int i = 0; i < n; i++) {
            y[i] = x[i].exp().times(c[i]);
          }
          return y;
        });
  }

  private static Example softmax(Draw draw) {
    int n = draw.integer(2, 6);
    double spread = draw.of(1, 1, 5);
    return Dual.example(
        draw.gaussian(1, n),
        draw,
        x -> {
          Dual[] scores = Arrays.stream(x).map(t -> t.times(spread)).toArray(Dual[]::new);
          Dual total = Dual.logSumExp(scores);
          return Arrays.stream(scores).map(s -> s.minus(total).exp()).toArray(Dual[]::new);
        });
  }

  private static Example standardize(Draw draw) {
    int n = draw.integer(3, 8);
    return Dual.example(
        draw.gaussian(n, 1),
        draw,
        x -> {
          Dual mean = Dual.sum(x).times(1.0 / n);
          Dual squares = x[0].times(0).plus(1e-5 * n);
          for (Dual t : x) {
            squares = squares.plus(t.minus(mean).square());
          }
          Dual deviation = squares.times(1.0 / n).root();
          return Arrays.stream(x).map(t -> t.minus(mean).over(deviation)).toArray(Dual[]::new);
        });
  }

  private static Example matrixSquare(Draw draw) {
    int n = draw.integer(1, 4);
    return Dual.example(
        draw.gaussian(n, n),
        draw,
        x -> {
          Dual[] y = new Dual[n * n];
          for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
              y[n * i + j] = x[0].times(0);
              for (int k = 0; k < n; k++) {
                y[n * i + j] = y[n * i + j].plus(x[n * i + k].times(x[n * k + j]));
              }
            }
          }
          return y;
        });
  }

  private static Example inverse(Draw draw) {
    DMatrixRMaj x = draw.gaussian(2, 2);
    x.add(0, 0, 3);
    x.add(1, 1, 3);
    return Dual.example(
        x,
        draw,
        a -> {
          Dual determinant = a[0].times(a[3]).minus(a[1].times(a[2]));
          return new Dual[] {
            a[3].over(determinant),
            a[1].negative().over(determinant),
            a[2].negative().over(determinant),
            a[0].over(determinant)
          };
        });
  }

  private static Example cumulative(Draw draw) {
    int n = draw.integer(2, 10);
    return Dual.example(
        draw.powers(1, n, -0.5, 0.5),
        draw,
        x -> {
          Dual[] y = x.clone();
          for (int i = 1; i < n; i++) {
            y[i] = y[i - 1].times(x[i]);
          }
          return y;
        });
  }

  /** The first two columns of the matrix of a rotation. */
  private static Example rotation(Draw draw) {
    return Dual.example(
        draw.gaussian(1, 4),
        draw,
        q -> {
          Dual squares = q[0].square().plus(q[1].square()).plus(q[2].square()).plus(q[3].square());
          Dual s = squares.power(-1).times(2);
          Dual one = q[0].times(0).plus(1);
          return new Dual[] {
            one.minus(s.times(q[2].square().plus(q[3].square()))),
            s.times(q[1].times(q[2]).plus(q[0].times(q[3]))),
            s.times(q[1].times(q[3]).minus(q[0].times(q[2]))),
            s.times(q[1].times(q[2]).minus(q[0].times(q[3]))),
            one.minus(s.times(q[1].square().plus(q[3].square()))),
            s.times(q[2].times(q[3]).plus(q[0].times(q[1])))
          };
        });
  }

  private static Example polar(Draw draw) {
    DMatrixRMaj x = draw.gaussian(1, 2);
    double size = draw.power(-8, 8);
    x.data[0] *= size;
    x.data[1] *= size;
    return Dual.example(
        x,
        draw,
        in ->
            new Dual[] {
              in[0].square().plus(in[1].square()).root().times(1 / size), in[1].angle(in[0])
            });
  }

  private static Example rectifiers(Draw draw) {
    int n = draw.integer(1, 6);
    double[] b = draw.gaussians(n);
    return Dual.example(
        draw.gaussian(1, n),
        draw,
        x -> {
          Dual[] y = new Dual[2 * n];
          for (int i = 0; i < n; i++) {
            Dual score = x[i].plus(x[(i + 1) % n].times(0.5)).plus(b[i]);
            y[i] = score.max(score.times(0));
            y[n + i] = score;
          }
          return y;
        });
  }

  private static Example even(Draw draw) {
    int n = draw.integer(1, 5);
    DMatrixRMaj x = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      x.data[i] = draw.of(0, 0, draw.gaussian());
    }
    return Dual.example(
        x, draw, in -> Arrays.stream(in).map(t -> t.square().plus(1).root()).toArray(Dual[]::new));
  }

  /** One large output that hardly moves beside small ones. */
  private static Example offsets(Draw draw) {
    int n = draw.integer(2, 5);
    double offset = draw.power(3, 10);
    return Dual.example(
        draw.gaussian(1, n),
        draw,
        x -> {
          Dual[] y = Arrays.stream(x).map(Dual::sin).toArray(Dual[]::new);
          y[0] = x[0].plus(offset);
          return y;
        });
  }

  private static Example sparse(Draw draw) {
    int n = draw.of(70, 100, 200);
    double[] c = draw.powers(1, n, -3, 3).data;
    return Dual.example(
        draw.gaussian(1, n),
        draw,
        x -> {
          Dual[] y = new Dual[n];
          for (int i = 0; i < n; i++) {
            y[i] = x[i].times(x[(i + 1) % n]).plus(2).times(c[i]);
          }
          return y;
        });
  }

  private static Example single(Draw draw) {
    int n = draw.integer(1, 5);
    return Dual.example(
        draw.gaussian(1, n),
        draw,
        x -> {
          Dual[] y = new Dual[n];
          for (int i = 0; i < n; i++) {
            Dual sine = x[i].sin().times(x[(i + 1) % n].exp());
            y[i] = sine.withValue((float) sine.value());
          }
          return y;
        });
  }
}
