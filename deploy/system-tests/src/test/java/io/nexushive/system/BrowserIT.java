package io.nexushive.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.nexushive.local.stack.DemoAccounts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page in a real browser, found by what a person sees: roles, labels and words. */
@ExtendWith(HiveExtension.class)
class BrowserIT {
  private static final double PATIENCE_MS = 40_000;

  private static Playwright playwright;
  private static Browser browser;

  /** What the page showed when a test failed, for whoever has to find out why. */
  @RegisterExtension
  final AfterTestExecutionCallback picture =
      context -> {
        if (context.getExecutionException().isPresent() && page() != null) {
          Path file =
              Path.of("target", "browser", context.getRequiredTestMethod().getName() + ".png");
          page().screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
          System.err.println(file.toAbsolutePath() + "\n" + page().locator("body").ariaSnapshot());
        }
      };

  private final Hive hive;
  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  BrowserIT(Hive hive) {
    this.hive = hive;
  }

  @BeforeAll
  static void openBrowser(Hive hive) throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "no Chromium was found; CHROMIUM names one");
    assumeTrue(hasPage(hive.gateway()), "the gateway was built without the page");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.get())
                    // Root, as in containers, may not use the sandbox.
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
  }

  @AfterAll
  static void closeBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void openPage() {
    context = browser.newContext();
    context.setDefaultTimeout(PATIENCE_MS);
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          String url = request.url();
          if (!url.startsWith(hive.gateway().toString())
              && !url.startsWith("data:")
              && !url.startsWith("blob:")) {
            complaints.add("asked elsewhere: " + url);
          }
        });
  }

  @AfterEach
  void closePage() {
    if (context != null) {
      context.close();
    }
  }

  @Test
  void showsSqlVerdictTableChartAndAnswerToAnAnalyst() {
    signIn("analyst");
    ask("Show total net revenue by region");

    Locator turn = page.getByRole(AriaRole.ARTICLE).last();
    Locator table = turn.getByRole(AriaRole.TABLE);
    for (String region : List.of("North America", "EMEA", "APAC", "Latin America")) {
      assertThat(table.getByRole(AriaRole.CELL, new Locator.GetByRoleOptions().setName(region)))
          .isVisible();
    }
    assertThat(
            turn.getByRole(
                AriaRole.IMG, new Locator.GetByRoleOptions().setName(Pattern.compile("chart of"))))
        .isVisible();
    assertThat(turn.getByText("Allowed by policy")).isVisible();
    assertThat(page.getByRole(AriaRole.STATUS).filter(withText("Answer:"))).containsText("revenue");

    turn.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("SQL")).click();
    assertThat(turn.getByRole(AriaRole.TABPANEL)).containsText("region_name");
    turn.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName(Pattern.compile("Policy")))
        .click();
    assertThat(turn.getByRole(AriaRole.TABPANEL)).isVisible();
    org.assertj.core.api.Assertions.assertThat(complaints).isEmpty();
  }

  @Test
  void saysWhichRuleDenied() {
    signIn("analyst");
    ask("Average margin percentage by category");

    Locator turn = page.getByRole(AriaRole.ARTICLE).last();
    assertThat(turn.getByText("Denied by policy")).isVisible();
    assertThat(turn).containsText("products.margin_percentage");
    assertThat(turn.getByRole(AriaRole.TABLE)).hasCount(0);
  }

  @Test
  void aStewardDecidesInTheInboxAndTheAskersPageGoesOn() {
    String question = "List all sales of yesterday";
    signIn("analyst");
    ask(question);
    Locator turn = page.getByRole(AriaRole.ARTICLE).last();
    assertThat(turn).containsText("Waits for a steward");
    assertThat(turn).containsText("goes on here by itself");

    try (BrowserContext other = browser.newContext()) {
      other.setDefaultTimeout(PATIENCE_MS);
      Page inbox = other.newPage();
      inbox.onPageError(complaints::add);
      signIn(inbox, "steward");
      Locator pages =
          inbox.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"));
      assertThat(pages).containsText("waiting for you");
      pages.getByText("Reviews").click();
      inbox.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(question)).first().click();
      assertThat(inbox.getByLabel("What policy changed in the SQL")).containsText("LIMIT");
      assertThat(inbox.getByRole(AriaRole.TABLE).last()).containsText("sales");
      button(inbox, "Reject").click();
      assertThat(inbox.getByRole(AriaRole.ALERT)).containsText("needs a reason");
      inbox.getByLabel(Pattern.compile("^Reason")).fill("for the monthly report");
      button(inbox, "Approve").click();
      assertThat(inbox.getByRole(AriaRole.STATUS).filter(withText("Approved by steward")))
          .isVisible();
    }

    assertThat(turn.getByText("Allowed by policy")).isVisible();
    assertThat(turn.getByRole(AriaRole.TABLE).first()).isVisible();
    assertThat(turn).not().containsText("Waits for a steward");
    org.assertj.core.api.Assertions.assertThat(complaints).isEmpty();
  }

  @Test
  void refusesAWrongPassword() {
    page.navigate(hive.gateway().toString());
    page.getByLabel("User name").fill("analyst");
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill("wrong");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true))
        .click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("do not fit");
  }

  private Page page() {
    return page;
  }

  private void signIn(String user) {
    signIn(page, user);
  }

  private void signIn(Page where, String user) {
    DemoAccounts.Account account = hive.account(user);
    where.navigate(hive.gateway().toString());
    where.getByLabel("User name").fill(account.username());
    where
        .getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
        .fill(account.password());
    button(where, "Sign in").click();
  }

  private static Locator button(Page where, String name) {
    return where.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void ask(String question) {
    Locator field = page.getByLabel("Your question");
    field.fill(question);
    field.press("Enter");
  }

  private static Locator.FilterOptions withText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Optional<Path> chromium() {
    return Stream.of(
            Optional.ofNullable(System.getenv("CHROMIUM")).orElse(""),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean hasPage(URI gateway) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(gateway).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
    return response.statusCode() == 200 && response.body().contains("<div id=");
  }
}
