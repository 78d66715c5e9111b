package io.nexushive.translator.stage;

import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.parser.SemanticParser;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the semantic parser a bean; it knows nothing of the container itself. */
@Singleton
public class ParserProducer {
  @Produces
  @Singleton
  SemanticParser parser(Clock clock) {
    return new SemanticParser(Thesaurus.load(), clock);
  }
}
