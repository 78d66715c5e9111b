package io.nexushive.gateway.stream;

import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.id.RequestId;
import io.nexushive.runtime.testing.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Requests that began before the gateway did. */
final class OldRequests {
  private OldRequests() {}

  static Request asked(Stack stack, String subject) {
    Request fresh = stack.request("How much?", subject, "analyst");
    Instant asked = Instant.now().minus(Duration.ofMinutes(30));
    UUID random = UUID.randomUUID();
    UUID id =
        new UUID(
            asked.toEpochMilli() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff,
            random.getLeastSignificantBits());
    return new Request(
            new RequestId(id),
            fresh.tenantId(),
            null,
            fresh.projectId(),
            fresh.question(),
            fresh.asker(),
            fresh.connectionId(),
            null,
            false,
            3,
            asked,
            Instant.now().plus(Duration.ofMinutes(5)),
            null)
        .signedBy(stack.keys().signer(ServiceName.GATEWAY));
  }
}
