package io.nexushive.translator.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.EarlierTurn;
import io.nexushive.model.envelope.Failure;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The messages that a model is sent. */
final class Prompt {
  private Prompt() {}

  /**
   * @param tables what is told of the schema, the likeliest first
   */
  static List<ChatMessage> messages(
      PromptFile prompt,
      String question,
      List<EarlierTurn> earlier,
      List<CatalogTable> tables,
      VisibleSchema schema,
      List<Failure> failures,
      int schemaTokens) {
    StringBuilder user = new StringBuilder();
    user.append("Dialect: ").append(schema.connection().catalog().dialect().wire()).append('\n');
    data(user, "schema", SchemaText.of(tables, schema.metrics(tables), schemaTokens));
    for (EarlierTurn turn : earlier) {
      data(user, "earlier question", turn.question());
      if (turn.sql() != null && !schema.hides(turn.sql())) {
        data(user, "earlier sql", turn.sql());
      }
    }
    for (Failure failure : failures) {
      if (failure.sql() != null && !schema.hides(failure.sql())) {
        data(user, "rejected sql", failure.sql());
        data(user, "why it was rejected", failure.message());
      }
    }
    data(user, "question", question);
    return List.of(SystemMessage.from(prompt.instructions()), UserMessage.from(user.toString()));
  }

  /** What the tables are looked for with: "and by month?" names none itself. */
  static String words(String question, List<EarlierTurn> earlier) {
    return Stream.concat(earlier.stream().map(EarlierTurn::question), Stream.of(question))
        .collect(Collectors.joining(" "));
  }

  /** All that is sent but the key, which no message holds. */
  static String text(List<ChatMessage> messages) {
    return messages.stream().map(Prompt::text).collect(Collectors.joining("\n"));
  }

  private static String text(ChatMessage message) {
    if (message instanceof SystemMessage system) {
      return system.text();
    }
    return message instanceof AiMessage answer
        ? answer.text()
        : ((UserMessage) message).singleText();
  }

  private static void data(StringBuilder out, String name, String text) {
    out.append("<<<")
        .append(name)
        .append('\n')
        .append(text.replace("<<<", "").replace(">>>", ""))
        .append('\n')
        .append(name)
        .append(">>>\n");
  }
}
