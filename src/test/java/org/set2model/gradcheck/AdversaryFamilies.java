package org.set2model.gradcheck;

import java.util.List;
import java.util.stream.Stream;

/** All families of functions with known gradients that the checker is tried on. */
final class AdversaryFamilies {

  private AdversaryFamilies() {}

  static List<Family> all() {
    return Stream.of(
            SmoothFamilies.all(),
            MatrixFamilies.all(),
            EvenFamilies.all(),
            CoarseFamilies.all(),
            SingularFamilies.all(),
            ScaledFamilies.all(),
            KinkedFamilies.all(),
            JumpFamilies.all(),
            ConstrainedFamilies.all(),
            LearningFamilies.all(),
            DensityFamilies.all(),
            DeceptiveFamilies.all(),
            UnsteadyFamilies.all(),
            ManyFamilies.all(),
            BenchmarkFamilies.all(),
            ModelFamilies.all(),
            PhysicsFamilies.all(),
            QuantizedFamilies.all(),
            PullbackFamilies.all(),
            StatisticsFamilies.all(),
            ObjectiveFamilies.all(),
            DistantFamilies.all(),
            RandomFamilies.all())
        .flatMap(List::stream)
        .toList();
  }
}
