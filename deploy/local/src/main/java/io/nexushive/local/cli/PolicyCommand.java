package io.nexushive.local.cli;

import io.nexushive.local.stack.ServiceProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "policy",
    description = "Policies in files; nothing needs to run for it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PolicyCommand.Test.class, PolicyCommand.Diff.class})
final class PolicyCommand {
  @Command(
      name = "test",
      description = {
        "Reads a policy and decides on the examples in it.",
        "Exit code 0: all come out as they say; 1: one does not; 2: it is no policy."
      },
      mixinStandardHelpOptions = true)
  static final class Test implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A policy.")
    private Path file;

    @Option(
        names = "--catalog",
        paramLabel = "FILE",
        description = "The tables (default: example_tables in the policy).")
    private Path catalog;

    @Override
    public Integer call() {
      return ServiceProgram.POLICY_EXAMPLES.run(
          HomeOption.root(), Arguments.of(List.of(file), "--catalog", catalog));
    }
  }

  @Command(
      name = "diff",
      description = {
        "Says which recorded queries a new version of a policy decides differently.",
        "Exit code 0: none; 1: some; 2: a file cannot be read."
      },
      mixinStandardHelpOptions = true)
  static final class Diff implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OLD", description = "The policy before.")
    private Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The policy after.")
    private Path after;

    @Option(
        names = "--queries",
        paramLabel = "FILE",
        required = true,
        description =
            "A JSON object a line: sql, role or roles, and if need be id, dialect, attributes.")
    private Path queries;

    @Option(
        names = "--catalog",
        paramLabel = "FILE",
        description = "The tables (default: example_tables in NEW).")
    private Path catalog;

    @Override
    public Integer call() {
      return ServiceProgram.POLICY_DIFF.run(
          HomeOption.root(),
          Arguments.of(List.of(before, after), "--queries", queries, "--catalog", catalog));
    }
  }
}
