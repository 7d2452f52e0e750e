package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Energies, orbits and integrals, as physics computes them. */
final class PhysicsFamilies {

  private PhysicsFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("Lennard-Jones energy", PhysicsFamilies::lennardJones),
        Family.accurate("Lennard-Jones pair at its minimum", PhysicsFamilies::equilibrium),
        Family.accurate("Morse potential", PhysicsFamilies::morse),
        Family.accurate("Coulomb energy in SI units", PhysicsFamilies::coulomb),
        Family.accurate("Arrhenius rate", PhysicsFamilies::arrhenius),
        Family.accurate("Planck's law", PhysicsFamilies::planck),
        Family.accurate("pendulum by Runge and Kutta", PhysicsFamilies::pendulum),
        Family.accurate("stiff decay by implicit Euler", PhysicsFamilies::stiff),
        Family.accurate("integral by Simpson's rule", PhysicsFamilies::simpson),
        Family.accurate("great-circle distance", PhysicsFamilies::greatCircle),
        Family.accurate("Kepler's equation", PhysicsFamilies::kepler));
  }

  private static Dual distanceSquared(Dual[] x, int one, int other) {
    Dual sum = x[0].times(0);
    for (int d = 0; d < 3; d++) {
      sum = sum.plus(x[3 * one + d].minus(x[3 * other + d]).square());
    }
    return sum;
  }

  private static Example lennardJones(Draw draw) {
    int atoms = draw.integer(2, 4);
    DMatrixRMaj x = draw.uniform(atoms, 3, -0.2, 0.2);
    for (int a = 0; a < atoms; a++) {
      x.add(a, a % 3, 1.2 * (1 + a / 3));
    }
    double unit = draw.of(1, 3.4e-10);
    for (int i = 0; i < x.getNumElements(); i++) {
      x.data[i] *= unit;
    }
    return Dual.example(
        x,
        in -> {
          Dual sum = in[0].times(0);
          for (int a = 0; a < atoms; a++) {
            for (int b = 0; b < a; b++) {
              Dual inverse = distanceSquared(in, a, b).times(1 / (unit * unit)).power(-3);
              sum = sum.plus(inverse.square().minus(inverse).times(4));
            }
          }
          return sum;
        });
  }

  /** At the distance where attraction and repulsion balance, or nearly there. */
  private static Example equilibrium(Draw draw) {
    double off = draw.of(draw.sign() * draw.power(-9, -1), 0.1);
    return Dual.example(
            new DMatrixRMaj(1, 1, true, Math.pow(2, 1.0 / 6) * (1 + off)),
            x -> {
              Dual inverse = x[0].square().power(-3);
              return inverse.square().minus(inverse).times(4);
            })
        .slope(1);
  }

  private static Example morse(Draw draw) {
    double depth = draw.power(-3, 3);
    double stiffness = draw.power(-1, 1);
    DMatrixRMaj x = new DMatrixRMaj(1, 1, true, 1 + draw.gaussian() / stiffness);
    return Dual.example(
        x, in -> in[0].minus(1).times(-stiffness).exp().negative().plus(1).square().times(depth));
  }

  /** Charges of 1.6e-19, distances of 1e-10. */
  private static Example coulomb(Draw draw) {
    int atoms = draw.integer(2, 4);
    DMatrixRMaj x = draw.gaussian(atoms, 3);
    for (int i = 0; i < x.getNumElements(); i++) {
      x.data[i] *= 1e-10;
    }
    double strength = 8.9875517923e9 * 1.602176634e-19 * 1.602176634e-19;
    return Dual.example(
        x,
        in -> {
          Dual sum = in[0].times(0);
          for (int a = 0; a < atoms; a++) {
            for (int b = 0; b < a; b++) {
              sum = sum.plus(distanceSquared(in, a, b).power(-0.5).times(strength));
            }
          }
          return sum;
        });
  }

  /** In activation energy, temperature and logarithm of the factor. */
  private static Example arrhenius(Draw draw) {
    DMatrixRMaj x =
        new DMatrixRMaj(
            1, 3, true, draw.power(3, 5), draw.uniform(250, 1500), draw.uniform(-5, 30));
    return Dual.example(x, in -> in[2].minus(in[0].over(in[1]).times(1 / 8.314)).exp());
  }

  /** In frequency and temperature, both in SI units. */
  private static Example planck(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, 2, true, draw.power(11, 15), draw.uniform(300, 6000));
    return Dual.example(
        x,
        in -> {
          Dual ratio = in[0].over(in[1]).times(6.62607015e-34 / 1.380649e-23);
          Dual occupation = ratio.map(Math.expm1(ratio.value()), Math.exp(ratio.value())).power(-1);
          return in[0].square().times(in[0]).times(occupation).times(1.4745e-50);
        });
  }

  /** The angle after some time, in angle, speed and gravity at the start. */
  private static Example pendulum(Draw draw) {
    int steps = draw.of(10, 50, 200);
    double h = 0.05;
    return Dual.example(
        new DMatrixRMaj(1, 3, true, draw.uniform(-2, 2), draw.gaussian(), draw.uniform(0.5, 3)),
        x -> {
          Dual angle = x[0];
          Dual speed = x[1];
          Dual force = x[2].negative();
          for (int k = 0; k < steps; k++) {
            Dual a1 = force.times(angle.sin());
            Dual v2 = speed.plus(a1.times(h / 2));
            Dual a2 = force.times(angle.plus(speed.times(h / 2)).sin());
            Dual v3 = speed.plus(a2.times(h / 2));
            Dual a3 = force.times(angle.plus(v2.times(h / 2)).sin());
            Dual v4 = speed.plus(a3.times(h));
            Dual a4 = force.times(angle.plus(v3.times(h)).sin());
            angle = angle.plus(Dual.sum(speed, v2.times(2), v3.times(2), v4).times(h / 6));
            speed = speed.plus(Dual.sum(a1, a2.times(2), a3.times(2), a4).times(h / 6));
          }
          return angle.plus(50);
        });
  }

  private static Example stiff(Draw draw) {
    int steps = draw.integer(1, 20);
    return Dual.example(
        new DMatrixRMaj(1, 2, true, draw.power(-2, 3), draw.uniform(0.5, 2)),
        x -> {
          Dual y = x[1];
          for (int k = 0; k < steps; k++) {
            y = y.plus(0.01 * Math.cos(0.1 * k)).over(x[0].times(0.01).plus(1));
          }
          return y;
        });
  }

  /** Of exp(-a s) cos(b s) over the unit interval. */
  private static Example simpson(Draw draw) {
    int intervals = draw.of(10, 100, 1000);
    return Dual.example(
        new DMatrixRMaj(1, 2, true, draw.uniform(0, 3), draw.uniform(0, 10)),
        x -> {
          Dual sum = x[0].times(0);
          for (int k = 0; k <= intervals; k++) {
            double s = (double) k / intervals;
            double weight = k == 0 || k == intervals ? 1 : k % 2 == 0 ? 2 : 4;
            Dual term = x[0].times(-s).exp().times(x[1].times(s).cos().plus(2));
            sum = sum.plus(term.times(weight / (3 * intervals)));
          }
          return sum;
        });
  }

  /** Of two places in radians, by the haversines, also where they are close. */
  private static Example greatCircle(Draw draw) {
    double apart = draw.power(-7, 0);
    double latitude = draw.uniform(-1.2, 1.2);
    double longitude = draw.uniform(-3, 3);
    DMatrixRMaj x =
        new DMatrixRMaj(
            2,
            2,
            true,
            latitude,
            longitude,
            latitude + apart * draw.uniform(-0.3, 0.3),
            longitude + apart * draw.uniform(-1, 1));
    return Dual.example(
        x,
        in -> {
          Dual north = in[2].minus(in[0]).times(0.5).sin().square();
          Dual east = in[3].minus(in[1]).times(0.5).sin().square();
          Dual h = north.plus(in[0].cos().times(in[2].cos()).times(east));
          return h.root().angle(h.negative().plus(1).root()).times(2 * 6371);
        });
  }

  /** The eccentric anomaly, after enough of Newton's steps, in mean anomaly and eccentricity. */
  private static Example kepler(Draw draw) {
    return Dual.example(
        new DMatrixRMaj(1, 2, true, draw.uniform(0.2, 3), draw.uniform(0.01, 0.9)),
        x -> {
          Dual anomaly = x[0].plus(x[1].times(0.8));
          for (int k = 0; k < 12; k++) {
            Dual rest = anomaly.minus(x[1].times(anomaly.sin())).minus(x[0]);
            anomaly = anomaly.minus(rest.over(x[1].times(anomaly.cos()).negative().plus(1)));
          }
          return anomaly;
        });
  }
}
