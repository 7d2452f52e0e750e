package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Domain;

/** Distributions and dose-response curves, as statistics computes them. */
final class StatisticsFamilies {

  private StatisticsFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("Student's t", StatisticsFamilies::student),
        Family.accurate("Weibull", StatisticsFamilies::weibull),
        Family.accurate("von Mises", StatisticsFamilies::vonMises),
        Family.accurate("negative binomial", StatisticsFamilies::negativeBinomial),
        Family.accurate("Black and Scholes by its integral", StatisticsFamilies::option),
        Family.accurate("Michaelis and Menten", StatisticsFamilies::enzyme),
        Family.accurate("Hill curve, steep", StatisticsFamilies::hill));
  }

  private static Dual logGamma(Dual x) {
    return x.map(SingularFamilies.logGamma(x.value()), SingularFamilies.digamma(x.value()));
  }

  /** In location, log scale and degrees of freedom. */
  private static Example student(Draw draw) {
    double[] data = draw.gaussians(draw.integer(1, 8));
    return Dual.example(
        new DMatrixRMaj(1, 3, true, draw.gaussian(), draw.gaussian(), draw.power(-0.5, 2)),
        x -> {
          Dual half = x[2].times(0.5);
          Dual constant =
              logGamma(half.plus(0.5))
                  .minus(logGamma(half))
                  .minus(x[2].times(Math.PI).log().times(0.5))
                  .minus(x[1]);
          Dual sum = x[0].times(0).plus(5);
          for (double y : data) {
            Dual z = x[0].minus(y).times(x[1].negative().exp()).square();
            sum = sum.plus(constant).minus(half.plus(0.5).times(z.over(x[2]).log1p()));
          }
          return sum;
        });
  }

  /** In scale and shape. */
  private static Example weibull(Draw draw) {
    double[] data = draw.uniform(1, draw.integer(1, 8), 0.1, 5).data;
    Example example =
        Dual.example(
            new DMatrixRMaj(1, 2, true, draw.power(-1, 1), draw.power(-0.5, 0.7)),
            x -> {
              Dual sum = x[0].times(0).plus(20);
              for (double t : data) {
                Dual ratio = x[0].log().negative().plus(Math.log(t));
                sum =
                    sum.plus(x[1].log())
                        .plus(x[1].minus(1).times(ratio))
                        .minus(x[0].log())
                        .minus(x[1].times(ratio).exp());
              }
              return sum;
            });
    return example.in(Domain.positive());
  }

  /** In mean direction and concentration; the Bessel function by its series. */
  private static Example vonMises(Draw draw) {
    double angle = draw.uniform(-3, 3);
    return Dual.example(
        new DMatrixRMaj(1, 2, true, draw.uniform(-3, 3), draw.power(-2, 1)),
        x -> {
          Dual term = x[0].times(0).plus(1);
          Dual sum = term;
          for (int k = 1; k < 60; k++) {
            term = term.times(x[1].square().times(0.25 / (k * k)));
            sum = sum.plus(term);
          }
          return x[1].times(x[0].minus(angle).cos()).minus(sum.log()).plus(12);
        });
  }

  /** In mean and dispersion. */
  private static Example negativeBinomial(Draw draw) {
    int count = draw.integer(0, 30);
    return Dual.example(
            new DMatrixRMaj(1, 2, true, draw.power(-1, 2), draw.power(-1, 2)),
            x -> {
              Dual total = x[0].plus(x[1]);
              return logGamma(x[1].plus(count))
                  .minus(logGamma(x[1]))
                  .plus(x[1].times(x[1].over(total).log()))
                  .plus(x[0].over(total).log().times(count))
                  .plus(100);
            })
        .in(Domain.positive());
  }

  /** A payoff with a kink, averaged over a lattice of normal scores; in price and volatility. */
  private static Example option(Draw draw) {
    double strike = draw.uniform(0.8, 1.2);
    int nodes = draw.of(11, 51, 201);
    return Dual.example(
        new DMatrixRMaj(1, 2, true, 1, draw.uniform(0.05, 0.5)),
        x -> {
          Dual sum = x[0].times(0).plus(0.1);
          for (int k = 0; k < nodes; k++) {
            double score = -4 + 8.0 * k / (nodes - 1);
            double weight = Math.exp(-0.5 * score * score) * 8 / nodes / Math.sqrt(2 * Math.PI);
            Dual price = x[0].times(x[1].times(score).minus(x[1].square().times(0.5)).exp());
            sum = price.value() > strike ? sum.plus(price.minus(strike).times(weight)) : sum;
          }
          return sum;
        });
  }

  private static Example enzyme(Draw draw) {
    double[] doses = draw.uniform(1, 5, 0.01, 20).data;
    double[] rates = draw.uniform(1, 5, 0.1, 2).data;
    return Dual.example(
        new DMatrixRMaj(1, 2, true, draw.power(-1, 1), draw.power(-2, 2)),
        x -> {
          Dual sum = x[0].times(0).plus(1);
          for (int k = 0; k < 5; k++) {
            Dual rate = x[0].times(doses[k]).over(x[1].plus(doses[k]));
            sum = sum.plus(rate.minus(rates[k]).square());
          }
          return sum;
        });
  }

  /** In the dose, the half-way dose and the steepness of the curve. */
  private static Example hill(Draw draw) {
    double middle = draw.power(-6, 2);
    DMatrixRMaj x =
        new DMatrixRMaj(1, 3, true, middle * draw.power(-0.3, 0.3), middle, draw.of(1, 4, 20, 100));
    return Dual.example(x, in -> in[2].times(in[0].log().minus(in[1].log())).sigmoid().plus(0.1));
  }
}
