package io.nexushive.translator.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.model.trace.TracePayload;
import io.nexushive.translator.Metrics;
import io.nexushive.translator.candidate.Step;
import io.nexushive.translator.candidate.Steps;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Passes on what is heard of a model, and counts what its calls took. */
final class ModelProgress implements Progress {
  private final String name;
  private final Optional<Price> price;
  private final Steps steps;
  private final MeterRegistry meters;
  private final List<Usage> calls = new ArrayList<>();

  /**
   * @param price absent where none is configured; then nothing is said of cost
   */
  ModelProgress(String name, Optional<Price> price, Steps steps, MeterRegistry meters) {
    this.name = name;
    this.price = price;
    this.steps = steps;
    this.meters = meters;
  }

  @Override
  public void wrote(String text) {
    steps.wrote(text);
  }

  @Override
  public void startsAnew(String why) {
    steps.say(
        Step.GENERATION,
        "retrying",
        "The answer of the model %s has the wrong form (%s); it is asked once more."
            .formatted(name, why),
        null);
  }

  @Override
  public void answered(Usage usage) {
    calls.add(usage);
    steps.used(new TracePayload.Usage(name, usage.in(), usage.out(), usage.estimated()));
    meters.timer(Metrics.MODEL_CALL, "model", name, "outcome", "answered").record(usage.took());
    if (usage.isCounted()) {
      meters
          .counter(Metrics.MODEL_TOKENS, "model", name, "direction", "sent")
          .increment(usage.in());
      meters
          .counter(Metrics.MODEL_TOKENS, "model", name, "direction", "written")
          .increment(usage.out());
    }
    price
        .flatMap(p -> p.of(usage))
        .ifPresent(
            cost ->
                meters.counter(Metrics.MODEL_COST, "model", name).increment(cost.doubleValue()));
  }

  @Override
  public void failed(Duration took) {
    meters.timer(Metrics.MODEL_CALL, "model", name, "outcome", "failed").record(took);
  }

  /** What all calls took, in words; nothing where the server does not count its tokens. */
  String usage() {
    if (calls.isEmpty() || !calls.stream().allMatch(Usage::isCounted)) {
      return "";
    }
    String cost =
        price
            .map(p -> calls.stream().flatMap(c -> p.of(c).stream()))
            .map(costs -> costs.reduce(BigDecimal.ZERO, BigDecimal::add))
            .map(sum -> ", cost " + sum.stripTrailingZeros().toPlainString())
            .orElse("");
    return " (%d tokens sent, %d written%s)".formatted(sum(Usage::in), sum(Usage::out), cost);
  }

  private int sum(ToIntFunction<Usage> tokens) {
    return calls.stream().mapToInt(tokens).sum();
  }
}
