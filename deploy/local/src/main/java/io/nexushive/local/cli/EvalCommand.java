package io.nexushive.local.cli;

import io.nexushive.local.stack.ServiceProgram;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "eval",
    description = {
      "Asks the translator a set of questions and says how many answers are right.",
      "Needs no running Nexus Hive. Exit code 0: evaluated; 1: the set cannot be read, or the model never"
          + " answered; 2: wrong options."
    },
    mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The set: questions.jsonl, and databases/NAME/NAME.sqlite.")
  private String data;

  @Option(
      names = "--questions",
      paramLabel = "FILE",
      description = "Other questions, in that folder or elsewhere (default: questions.jsonl).")
  private String questions;

  @Option(
      names = "--translator",
      paramLabel = "NAME",
      description = "Who translates: semantic-parser (default), or a model that is configured.")
  private String translator;

  @Option(names = "--limit", paramLabel = "N", description = "Asks the first N questions only.")
  private String limit;

  @Option(
      names = "--ask-of",
      paramLabel = "DATABASE",
      description = "Asks one database all questions: what it cannot know should not be answered.")
  private String askOf;

  @Option(
      names = "--predictions",
      paramLabel = "OUT",
      required = true,
      description = "Where to write a JSON line per question: its SQL, or that it abstained.")
  private String predictions;

  @Override
  public Integer call() {
    return ServiceProgram.EVALUATION.run(
        HomeOption.root(),
        Arguments.of(
            List.of(),
            "--data",
            data,
            "--questions",
            questions,
            "--translator",
            translator,
            "--limit",
            limit,
            "--ask-of",
            askOf,
            "--predictions",
            predictions));
  }
}
