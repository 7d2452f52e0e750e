package org.set2model.accuracy;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Parameter;
import org.set2model.optimizer.Adam;

/**
 * Steps of {@link Adam} as an operation: inputs w and one gradient for each step, value w after
 * them. Nobody differentiates it.
 */
final class AdamSteps implements Operation {

  private static final double RATE = 0.01;

  @Override
  public String name() {
    return "Adam";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    Parameter parameter = new Parameter("w", inputs[0].copy());
    Adam adam = new Adam(List.of(parameter));
    for (int t = 1; t < inputs.length; t++) {
      adam.step(List.of(inputs[t]), RATE);
    }
    return new Evaluation(parameter.value(), null);
  }

  /** The same by the formulas in Adam's Javadoc. */
  static Scalars formula(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    Scalar b1 = r.constant(0.9);
    Scalar b2 = r.constant(0.999);
    Scalars after = Scalars.empty(in[0].rows(), in[0].columns());
    Arrays.setAll(
        after.entries(),
        i -> {
          Scalar w = in[0].entries()[i];
          Scalar m = r.constant(0);
          Scalar v = r.constant(0);
          Scalar power1 = Scalar.one();
          Scalar power2 = Scalar.one();
          for (int t = 1; t < in.length; t++) {
            Scalar g = in[t].entries()[i];
            m = r.plus(r.times(b1, m), r.times(rest(b1, r), g));
            v = r.plus(r.times(b2, v), r.times(rest(b2, r), r.square(g)));
            power1 = r.times(power1, b1);
            power2 = r.times(power2, b2);
            Scalar mean = r.over(m, rest(power1, r));
            Scalar length = r.sqrt(r.over(v, rest(power2, r)));
            Scalar change = r.over(mean, r.plus(length, r.constant(1e-8)));
            w = r.minus(w, r.times(r.constant(RATE), change));
          }
          return w;
        });
    return after;
  }

  private static Scalar rest(Scalar x, Recording r) {
    return r.minus(Scalar.one(), x);
  }
}
