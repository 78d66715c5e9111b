package io.nexushive.translator.cli;

import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.model.PromptFile;
import io.nexushive.translator.parser.Outcome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Asks a translator the questions of a set, writes its predictions, and says how many of them
 * return what the set's own SQL returns. One process, no broker, no service.
 */
public final class Eval {
  private static final int PROGRESS_EVERY = 250;
  private final EvalOptions options;
  private final EvalTranslator translator;
  private final PrintStream progress;

  Eval(EvalOptions options, PrintStream progress) {
    this.options = options;
    this.translator =
        options
            .model()
            .map(model -> EvalTranslator.model(model, options.prompt(), progress))
            .orElseGet(EvalTranslator::parser);
    this.progress = progress;
  }

  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /**
   * 0 when the set was evaluated; 1 when it could not be read, or the model did not answer a single
   * time; 2 when the arguments are wrong.
   */
  static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      EvalReport report = new Eval(EvalOptions.of(args), err).report();
      out.print(report);
      report.trouble().ifPresent(trouble -> err.println("eval: " + trouble));
      return report.isSilent() ? 1 : 0;
    } catch (EvalOptions.WrongUse | PromptFile.UnusablePromptException e) {
      err.println("eval: " + e.getMessage() + System.lineSeparator() + EvalOptions.USAGE);
      return 2;
    } catch (IOException | SQLException e) {
      err.println("eval: " + e.getMessage());
      return 1;
    }
  }

  private EvalReport report() throws IOException, SQLException {
    List<EvalQuestion> questions = EvalQuestion.read(options.questions(), options.limit());
    EvalReport report = new EvalReport();
    try (EvalDatabases databases = new EvalDatabases(options.data());
        BufferedWriter predictions = Files.newBufferedWriter(options.predictions())) {
      for (int i = 0; i < questions.size(); i++) {
        EvalQuestion question = questions.get(i);
        String asked = options.askOf().orElse(question.db());
        ConnectionSchema connection = databases.schema(asked);
        long start = System.nanoTime();
        EvalTranslator.Answer answer = translator.ask(question.text(), connection);
        long nanos = System.nanoTime() - start;
        predictions.write(
            EvalQuestion.prediction(question.id(), answer.outcome(), answer.findings().get()));
        predictions.newLine();
        Optional<Boolean> right = Optional.empty();
        if (answer.outcome() instanceof Outcome.Translated translated) {
          right = Optional.of(databases.sameResult(asked, question.goldSql(), translated.sql()));
        }
        report.add(question, right, nanos);
        answer.trouble().ifPresent(report::addTrouble);
        if ((i + 1) % PROGRESS_EVERY == 0 || i + 1 == questions.size()) {
          progress.println(report.progress(questions.size()));
        }
      }
    }
    return report;
  }
}
