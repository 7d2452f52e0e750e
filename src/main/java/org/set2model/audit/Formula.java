package org.set2model.audit;

import java.util.Set;
import java.util.function.IntPredicate;

/**
 * A formula in a short notation that can be read as it stands and set as MathML.
 *
 * <p>A Latin word is one identifier, any other letter is one; {@code _} and {@code ^} put the next
 * atom below and above, braces make several atoms one, <code>frac{a}{b}</code> and <code>sqrt{a}
 * </code> are a fraction and a root, and sums and extrema carry their scripts under and over
 * themselves. Everything else is an operator. Two spaces set formulas apart.
 */
public final class Formula {

  private static final String OPENING =
      "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">";

  private static final String THIN_SPACE = "<mspace width=\"0.17em\"/>";
  private static final String WIDE_SPACE = "<mspace width=\"1.5em\"/>";

  private static final Set<String> WITH_LIMITS = Set.of("∑", "max", "min");

  private final String notation;

  /** A formula in the notation. */
  public Formula(String notation) {
    this.notation = notation;
  }

  /** The formula on one line, in Unicode. */
  public String text() {
    return new Parser(notation, false).sequence();
  }

  /** The formula as a MathML element. */
  public String mathMl() {
    return OPENING + "<mrow>" + new Parser(notation, true).sequence() + "</mrow></math>";
  }

  /** Recursive descent over the notation, which writes either form. */
  private static final class Parser {

    private final String source;
    private final boolean markup;
    private int at;

    Parser(String source, boolean markup) {
      this.source = source;
      this.markup = markup;
    }

    /** Everything up to a closing brace or the end. */
    String sequence() {
      var written = new StringBuilder();
      while (at < source.length() && source.charAt(at) != '}') {
        if (source.charAt(at) == ' ') {
          int width = run(c -> c == ' ').length();
          written.append(markup ? (width > 1 ? WIDE_SPACE : "") : " ");
        } else {
          boolean word = startsWithWord();
          written.append(scripted());
          boolean spaced = at < source.length() && source.charAt(at) == ' ';
          written.append(markup && word && spaced ? THIN_SPACE : "");
        }
      }
      return written.toString();
    }

    /** Whether a function's name comes next, which a space sets apart from its argument. */
    private boolean startsWithWord() {
      return at + 1 < source.length()
          && isLatin(source.charAt(at))
          && isLatin(source.charAt(at + 1))
          && !source.startsWith("frac", at)
          && !source.startsWith("sqrt", at);
    }

    /** An atom with what stands below and above it. */
    private String scripted() {
      int start = at;
      String base = atom();
      boolean limits = WITH_LIMITS.contains(source.substring(start, at));
      String below = "";
      String above = "";
      while (at < source.length() && "_^′".indexOf(source.charAt(at)) >= 0) {
        char script = source.charAt(at++);
        if (script == '_') {
          below = atom();
        } else {
          above = script == '′' ? leaf("mo", "′") : atom();
        }
      }
      if (!markup) {
        return base
            + (below.isEmpty() ? "" : "_" + below.replace(" ", ""))
            + (above.isEmpty() || above.equals("′") ? above : "^" + above.replace(" ", ""));
      }
      String name =
          below.isEmpty()
              ? above.isEmpty() ? "" : limits ? "mover" : "msup"
              : above.isEmpty() ? limits ? "munder" : "msub" : limits ? "munderover" : "msubsup";
      return name.isEmpty() ? base : element(name, base + below + above);
    }

    private String atom() {
      if (at == source.length()) {
        throw new IllegalArgumentException("formula ends where an atom should stand: " + source);
      }
      char first = source.charAt(at);
      if (first == '{') {
        return group();
      }
      if (Character.isDigit(first)) {
        return leaf("mn", run(c -> Character.isDigit(c) || c == '.'));
      }
      if (isLatin(first)) {
        String word = run(Parser::isLatin);
        return switch (word) {
          case "frac" -> fraction();
          case "sqrt" -> markup ? element("msqrt", group()) : "√(" + group() + ")";
          default -> leaf("mi", word);
        };
      }
      at++;
      return leaf(Character.isLetter(first) ? "mi" : "mo", String.valueOf(first));
    }

    private String fraction() {
      String above = group();
      String below = group();
      return markup
          ? element("mfrac", above + below)
          : parenthesized(above) + "/" + parenthesized(below);
    }

    private static String parenthesized(String text) {
      return text.matches("[^ +−·/]*") ? text : "(" + text + ")";
    }

    private String group() {
      if (at == source.length() || source.charAt(at) != '{') {
        throw new IllegalArgumentException("formula lacks a brace at " + at + ": " + source);
      }
      at++;
      String content = sequence();
      if (at == source.length()) {
        throw new IllegalArgumentException("formula lacks a closing brace: " + source);
      }
      at++;
      return markup ? element("mrow", content) : content;
    }

    private String run(IntPredicate belongs) {
      int start = at;
      while (at < source.length() && belongs.test(source.charAt(at))) {
        at++;
      }
      return source.substring(start, at);
    }

    private static boolean isLatin(int c) {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private String leaf(String name, String text) {
      return markup ? element(name, text.replace("&", "&amp;").replace("<", "&lt;")) : text;
    }

    private static String element(String name, String content) {
      return "<" + name + ">" + content + "</" + name + ">";
    }
  }
}
