package io.nexushive.local.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.local.FreePorts;
import io.nexushive.local.LocalStackException;
import io.nexushive.local.stack.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {
  @Test
  void namesTheTakenPortItsHolderAndTheOptionThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = Ports.of(taken.getLocalPort(), 45_101, 45_111, 45_121);
      assertThatThrownBy(() -> PortCheck.run(ports))
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("the gateway")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("--port");
    }
  }

  @Test
  void isContentWhenAllAreFree() {
    Ports ports = Ports.of(FreePorts.next(), 45_201, 45_211, 45_221);
    assertThatCode(() -> PortCheck.run(ports)).doesNotThrowAnyException();
  }
}
