package io.nexushive.gateway.account;

import static io.restassured.RestAssured.given;

import io.nexushive.gateway.database.Database;
import io.nexushive.gateway.testing.GatewayFiles;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DemoAccountsTest {
  @Inject DemoAccounts demo;
  @Inject Database database;

  @Test
  void aStartThatBrokeOffIsMadeUpFor() {
    database.update("DELETE FROM gateway.accounts WHERE username = 'bob'");
    demo.start(new StartupEvent());
    login("bob", 200);
  }

  @Test
  void whoWasDeletedStaysDeleted() {
    database.update("UPDATE gateway.accounts SET deleted_at = now() WHERE username = 'bob'");
    try {
      demo.start(new StartupEvent());
      login("bob", 401);
    } finally {
      database.update("UPDATE gateway.accounts SET deleted_at = NULL WHERE username = 'bob'");
    }
  }

  private static void login(String username, int status) {
    given()
        .contentType("application/json")
        .body(Map.of("username", username, "password", GatewayFiles.PASSWORD))
        .post("/api/auth/login")
        .then()
        .statusCode(status);
  }
}
