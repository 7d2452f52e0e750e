package org.set2model.gradcheck;

import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * The test functions of optimization, at their minima, near them and elsewhere (Moré, Garbow and
 * Hillstrom 1981, doi:10.1145/355934.355936, and common collections).
 */
final class BenchmarkFamilies {

  private BenchmarkFamilies() {}

  static List<Family> all() {
    return List.of(
        family("Rosenbrock", BenchmarkFamilies::rosenbrock, 1, 1, 1, 1),
        family("Himmelblau", BenchmarkFamilies::himmelblau, 3, 2),
        family("Beale", BenchmarkFamilies::beale, 3, 0.5),
        family("Rastrigin", BenchmarkFamilies::rastrigin, 0, 0, 0),
        family("Griewank", BenchmarkFamilies::griewank, 0, 0, 0, 0),
        family("Levy", BenchmarkFamilies::levy, 1, 1, 1),
        family("Styblinski and Tang", BenchmarkFamilies::styblinski, 0, 0, 0),
        family("Easom", BenchmarkFamilies::easom, Math.PI, Math.PI),
        family("Powell, singular", BenchmarkFamilies::powell, 0, 0, 0, 0),
        family("Zakharov", BenchmarkFamilies::zakharov, 0, 0, 0),
        family("three-hump camel", BenchmarkFamilies::camel, 0, 0),
        family("Wood", BenchmarkFamilies::wood, 1, 1, 1, 1),
        family("Goldstein and Price", BenchmarkFamilies::goldstein, 0, -1),
        family("helical valley", BenchmarkFamilies::helix, 1, 0, 0),
        family("Brown, badly scaled", BenchmarkFamilies::brown, 1e6, 2e-6),
        Family.accurate("Powell, badly scaled", BenchmarkFamilies::powellScaled),
        Family.accurate("Ackley away from zero", BenchmarkFamilies::ackley),
        Family.accurate("Michalewicz", BenchmarkFamilies::michalewicz));
  }

  /** At a stationary point, near it, or anywhere; the function with 1 added, half of the time. */
  private static Family family(String name, Function<Dual[], Dual> formula, double... stationary) {
    return Family.accurate(
        name,
        draw -> {
          DMatrixRMaj x = new DMatrixRMaj(1, stationary.length, true, stationary.clone());
          double distance = draw.of(0, draw.power(-6, -1), 1);
          for (int i = 0; i < x.numCols; i++) {
            x.data[i] += distance * draw.gaussian();
          }
          double offset = draw.of(0, 1);
          Example example = Dual.example(x, in -> formula.apply(in).plus(offset));
          return distance == 0 ? example.stationary() : example;
        });
  }

  private static Dual rosenbrock(Dual[] x) {
    Dual sum = x[0].times(0);
    for (int i = 0; i + 1 < x.length; i++) {
      sum =
          sum.plus(x[i + 1].minus(x[i].square()).square().times(100)).plus(x[i].minus(1).square());
    }
    return sum;
  }

  private static Dual himmelblau(Dual[] x) {
    return x[0].square()
        .plus(x[1])
        .minus(11)
        .square()
        .plus(x[0].plus(x[1].square()).minus(7).square());
  }

  private static Dual beale(Dual[] x) {
    Dual sum = x[0].times(0);
    double[] targets = {1.5, 2.25, 2.625};
    for (int k = 0; k < 3; k++) {
      Dual term = x[0].times(x[1].power(k + 1)).minus(x[0]).plus(targets[k]);
      sum = sum.plus(term.square());
    }
    return sum;
  }

  private static Dual rastrigin(Dual[] x) {
    Dual sum = x[0].times(0);
    for (Dual t : x) {
      Dual half = t.times(Math.PI).sin();
      sum = sum.plus(t.square()).plus(half.square().times(20));
    }
    return sum;
  }

  private static Dual griewank(Dual[] x) {
    Dual sum = x[0].times(0);
    Dual product = x[0].times(0).plus(1);
    for (int i = 0; i < x.length; i++) {
      sum = sum.plus(x[i].square().times(1.0 / 4000));
      product = product.times(x[i].times(1 / Math.sqrt(i + 1)).cos());
    }
    return sum.minus(product).plus(1.5);
  }

  private static Dual levy(Dual[] x) {
    Dual[] w = new Dual[x.length];
    for (int i = 0; i < x.length; i++) {
      w[i] = x[i].minus(1).times(0.25).plus(1);
    }
    Dual sum = w[0].minus(1).times(Math.PI).sin().square();
    for (int i = 0; i + 1 < x.length; i++) {
      Dual sine = w[i].minus(1).times(Math.PI).sin().square().times(10).plus(1);
      sum = sum.plus(w[i].minus(1).square().times(sine));
    }
    Dual last = w[x.length - 1].minus(1);
    return sum.plus(last.square().times(last.times(2 * Math.PI).sin().square().plus(1)));
  }

  private static Dual styblinski(Dual[] x) {
    Dual sum = x[0].times(0).plus(200);
    for (Dual t : x) {
      sum = sum.plus(t.square().square()).minus(t.square().times(16));
    }
    return sum;
  }

  private static Dual easom(Dual[] x) {
    Dual d0 = x[0].minus(Math.PI);
    Dual d1 = x[1].minus(Math.PI);
    return d0.cos().times(d1.cos()).times(d0.square().plus(d1.square()).negative().exp());
  }

  private static Dual powell(Dual[] x) {
    return x[0].plus(x[1].times(10))
        .square()
        .plus(x[2].minus(x[3]).square().times(5))
        .plus(x[1].minus(x[2].times(2)).square().square())
        .plus(x[0].minus(x[3]).square().square().times(10));
  }

  private static Dual zakharov(Dual[] x) {
    Dual squares = x[0].square();
    Dual linear = x[0].times(0.5);
    for (int i = 1; i < x.length; i++) {
      squares = squares.plus(x[i].square());
      linear = linear.plus(x[i].times(0.5 * (i + 1)));
    }
    return squares.plus(linear.square()).plus(linear.square().square());
  }

  private static Dual camel(Dual[] x) {
    Dual square = x[0].square();
    return square
        .times(2)
        .minus(square.square().times(1.05))
        .plus(square.times(square.square()).times(1.0 / 6))
        .plus(x[0].times(x[1]))
        .plus(x[1].square());
  }

  private static Dual wood(Dual[] x) {
    return x[1].minus(x[0].square())
        .square()
        .times(100)
        .plus(x[0].minus(1).square())
        .plus(x[3].minus(x[2].square()).square().times(90))
        .plus(x[2].minus(1).square())
        .plus(x[1].plus(x[3]).minus(2).square().times(10))
        .plus(x[1].minus(x[3]).square().times(0.1));
  }

  private static Dual goldstein(Dual[] x) {
    Dual a = x[0];
    Dual b = x[1];
    Dual first =
        a.times(-14)
            .plus(a.square().times(3))
            .minus(b.times(14))
            .plus(a.times(b).times(6))
            .plus(b.square().times(3))
            .plus(19);
    Dual second =
        a.times(-32)
            .plus(a.square().times(12))
            .plus(b.times(48))
            .minus(a.times(b).times(36))
            .plus(b.square().times(27))
            .plus(18);
    return a.plus(b)
        .plus(1)
        .square()
        .times(first)
        .plus(1)
        .times(a.times(2).minus(b.times(3)).square().times(second).plus(30));
  }

  /** Its angle jumps behind the origin, which is where x is negative. */
  private static Dual helix(Dual[] x) {
    Dual angle = x[1].angle(x[0]).times(1 / (2 * Math.PI));
    Dual radius = x[0].square().plus(x[1].square()).root();
    return x[2].minus(angle.times(10))
        .square()
        .plus(radius.minus(1).square())
        .times(100)
        .plus(x[2].square());
  }

  private static Dual brown(Dual[] x) {
    return x[0].minus(1e6)
        .square()
        .plus(x[1].minus(2e-6).square())
        .plus(x[0].times(x[1]).minus(2).square());
  }

  private static Example powellScaled(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, 2, true, draw.power(-5, 0), draw.power(-1, 1));
    return Dual.example(
        x,
        in ->
            in[0]
                .times(in[1])
                .times(1e4)
                .minus(1)
                .square()
                .plus(in[0].negative().exp().plus(in[1].negative().exp()).minus(1.0001).square())
                .plus(1));
  }

  private static Example ackley(Draw draw) {
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 4));
    double size = draw.power(-6, 1);
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] *= size;
    }
    return Dual.example(
        x,
        in -> {
          Dual squares = in[0].times(0);
          Dual cosines = in[0].times(0);
          for (Dual t : in) {
            squares = squares.plus(t.square());
            cosines = cosines.plus(t.times(2 * Math.PI).cos());
          }
          double n = in.length;
          return squares
              .times(1 / n)
              .root()
              .times(-0.2)
              .exp()
              .times(-20)
              .minus(cosines.times(1 / n).exp())
              .plus(40);
        });
  }

  /** Steep and narrow valleys between plateaus. */
  private static Example michalewicz(Draw draw) {
    return Dual.example(
        draw.uniform(1, draw.integer(1, 4), 0.3, 2.8),
        in -> {
          Dual sum = in[0].times(0).minus(1);
          for (int i = 0; i < in.length; i++) {
            Dual sine = in[i].square().times((i + 1) / Math.PI).sin();
            Dual squares = sine.square();
            Dual power = squares;
            for (int k = 1; k < 10; k++) {
              power = power.times(squares);
            }
            sum = sum.minus(in[i].sin().times(power));
          }
          return sum;
        });
  }
}
