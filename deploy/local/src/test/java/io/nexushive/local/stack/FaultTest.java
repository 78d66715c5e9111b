package io.nexushive.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.local.LocalStackException;
import io.nexushive.model.envelope.ServiceName;
import org.junit.jupiter.api.Test;

class FaultTest {
  @Test
  void readsServicePointAndEvent() {
    assertThat(Fault.parse("policy:before-publish:5"))
        .contains(new Fault(ServiceName.POLICY, "before-publish", 5));
    assertThat(Fault.parse("audit:taken")).contains(new Fault(ServiceName.AUDIT, "taken", 1));
    assertThat(Fault.parse("")).isEmpty();
  }

  @Test
  void refusesWhatIsNone() {
    for (String wrong : new String[] {"policy", "policy:later", "nobody:taken", "policy:taken:x"}) {
      assertThatThrownBy(() -> Fault.parse(wrong)).isInstanceOf(LocalStackException.class);
    }
  }
}
