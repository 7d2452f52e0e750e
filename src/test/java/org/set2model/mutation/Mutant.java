package org.set2model.mutation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles mutated sources beside the classes of the project. */
final class Mutant implements AutoCloseable {

  private static final Path SOURCES = Path.of("src", "main", "java", "org", "set2model");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files =
      compiler.getStandardFileManager(null, Locale.ROOT, null);

  /** The mutated source. */
  static String source(SourceMutation mutation) throws IOException {
    return mutation.applyTo(Files.readString(SOURCES.resolve(mutation.file())));
  }

  /**
   * Writes the classes of a mutated source, all those that its file defines.
   *
   * @throws IllegalArgumentException if it does not compile
   */
  void compile(SourceMutation mutation, Path directory) throws IOException {
    var unit = new Source(mutation.file(), source(mutation));
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    List<String> options = List.of("-proc:none", "-nowarn", "-d", directory.toString());
    if (!compiler.getTask(null, files, diagnostics, options, null, List.of(unit)).call()) {
      throw new IllegalArgumentException(
          mutation
              + "\n"
              + diagnostics.getDiagnostics().stream()
                  .map(Diagnostic::toString)
                  .collect(Collectors.joining("\n")));
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  /** A source in memory. */
  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String file, String text) {
      super(URI.create("string:///org/set2model/" + file), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
