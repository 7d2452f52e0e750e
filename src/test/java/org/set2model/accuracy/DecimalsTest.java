package org.set2model.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalsTest {

  private static final int DIGITS = 50;
  private static final Decimals DECIMALS = new Decimals(DIGITS);

  /** Printed by mpmath 1.3.0 at 70 digits: mp.dps = 70, then the call. */
  @Test
  void agreesWithAnotherImplementation() {
    assertClose("3.14159265358979323846264338327950288419716939937510582097494459", DECIMALS.pi());
    assertClose(
        "2.718281828459045235360287471352662497757247093699959574966967628",
        DECIMALS.exp(decimal("1")));
    assertClose(
        "0.6065306597126334236037995349911804534419181354871869556828921587",
        DECIMALS.exp(decimal("-0.5")));
    assertClose(
        "1.0000000000000000000000000000010000000000000000000000000000005",
        DECIMALS.exp(decimal("1e-30")));
    assertClose(
        "34516107331259239871361985995265746750923963.19323140318432155044",
        DECIMALS.exp(decimal("100.25")));
    assertClose(
        "2.490715777648854730127113006551878512545384411054777763718886309e-324",
        DECIMALS.exp(decimal("-745.125")));
    assertClose(
        "3.848386737442154321852678615064268231803313718518203481139235552e+53616",
        DECIMALS.exp(decimal("123456.75")));
    assertClose(
        "2.062308670905807547903421129473204531133502641215601649013898885e-19543252",
        DECIMALS.exp(decimal("-4.5e7")));
    assertClose(
        "0.6931471805599453094172321214581765680755001343602552541206800095",
        DECIMALS.log(decimal("2")));
    assertClose(
        "2.302585092994045684017991454684364207601101488628772976033327901",
        DECIMALS.log(decimal("10")));
    assertClose(
        "0.00000009999999500000033333330833333533333316666668095237970238106349205",
        DECIMALS.log(decimal("1.0000001")));
    assertClose(
        "-0.05129329438755053342619614425468723843922236168989941161604767405",
        DECIMALS.log(decimal("0.95")));
    assertClose(
        "-689.676915609545595514002191168386736575682956030809143358263676",
        DECIMALS.log(decimal("3e-300")));
    assertClose(
        "577.6611762690536857610766361197815886763729639349242559278586375",
        DECIMALS.log(decimal("7.5e250")));
    assertClose(
        "-2.302585092994045684017991454684364207601101488628772976033327901",
        DECIMALS.log(decimal("0.1")));
    assertClose(
        "9.999999999999999999999999500000000000000000000000033333333333333e-26",
        DECIMALS.log1p(decimal("1e-25")));
    assertClose(
        "-0.06453852113757117167292391568399292812890862534975384283537781286",
        DECIMALS.log1p(decimal("-0.0625")));
    assertClose(
        "0.4054651081081643819780131154643491365719904234624941976140143241",
        DECIMALS.log1p(decimal("0.5")));
    assertClose(
        "24.12446321864189986490793756154395790411529525892529403511324083",
        DECIMALS.log1p(decimal("3e10")));
    assertClose(
        "-6.907755278982137052053974364053092622803304465886318928099983703",
        DECIMALS.log1p(decimal("-0.999")));
    assertClose(
        "1.414213562373095048801688724209698078569671875376948073176679738",
        DECIMALS.sqrt(decimal("2")));
    assertClose(
        "0.00003162277660168379331998893544432718533719555139325216826857504853",
        DECIMALS.sqrt(decimal("1e-9")));
    assertClose(
        "111.1111065555554621666628377220259888081806464322764202229759287",
        DECIMALS.sqrt(decimal("12345.678")));
  }

  private static void assertClose(String expected, BigDecimal actual) {
    assertClose(new BigDecimal(expected), actual, expected);
  }

  private static void assertClose(BigDecimal expected, BigDecimal actual, String message) {
    BigDecimal error = actual.subtract(expected).abs();
    assertTrue(
        error.compareTo(expected.abs().scaleByPowerOfTen(1 - DIGITS)) <= 0,
        () -> message + ": " + actual);
  }

  private static BigDecimal decimal(String digits) {
    return new BigDecimal(digits);
  }

  @Test
  void exponentialTurnsSumsIntoProducts() {
    var random = new SplittableRandom(1);
    for (double scale : new double[] {1e-30, 1e-3, 1, 100, 1e5, 1e8}) {
      for (int i = 0; i < 20; i++) {
        BigDecimal x = new BigDecimal(scale * random.nextGaussian());
        BigDecimal y = new BigDecimal(scale * random.nextGaussian());
        BigDecimal product = DECIMALS.exp(x).multiply(DECIMALS.exp(y), DECIMALS.context());
        assertClose(DECIMALS.exp(x.add(y)), product, "exp(" + x + " + " + y + ")");
      }
    }
  }

  @Test
  void logarithmInvertsTheExponential() {
    var random = new SplittableRandom(2);
    for (double scale : new double[] {1e-20, 1e-3, 1, 100, 1e8}) {
      for (int i = 0; i < 20; i++) {
        BigDecimal x = new BigDecimal(scale * random.nextGaussian());
        // The rounding of the exponential is one of the argument, absolutely.
        BigDecimal back = new Decimals(100).log(new Decimals(100).exp(x));
        assertClose(x, back.round(DECIMALS.context()), "log exp " + x);
      }
    }
  }

  @Test
  void logarithmOfOnePlusXKeepsTheDigitsOfX() {
    for (String digits : List.of("1e-40", "-3e-20", "0.0999", "0.1", "-0.099", "7", "3e200")) {
      BigDecimal x = decimal(digits);
      BigDecimal exact = new Decimals(100).log(BigDecimal.ONE.add(x));
      assertClose(exact, DECIMALS.log1p(x), "log1p(" + digits + ")");
    }
    assertEquals(0, DECIMALS.log1p(BigDecimal.ZERO).signum());
  }

  @Test
  void squareOfTheRootIsTheNumber() {
    var random = new SplittableRandom(3);
    for (int i = 0; i < 50; i++) {
      BigDecimal x = new BigDecimal(random.nextDouble() * Math.pow(10, random.nextInt(-300, 300)));
      BigDecimal root = DECIMALS.sqrt(x);
      assertClose(x, root.multiply(root, new MathContext(DIGITS + 5)), "sqrt " + x);
    }
  }

  @Test
  void refusesWhatIsOutsideTheDomain() {
    assertThrows(ArithmeticException.class, () -> DECIMALS.log(BigDecimal.ZERO));
    assertThrows(ArithmeticException.class, () -> DECIMALS.log1p(decimal("-1")));
    assertThrows(ArithmeticException.class, () -> DECIMALS.exp(decimal("1e10")));
    assertThrows(IllegalArgumentException.class, () -> new Decimals(101));
    assertEquals(0, DECIMALS.exp(decimal("-1e10")).signum());
  }
}
