package io.millrace.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The status page in a real browser. Skipped where Debian's package chromium is not installed.
 *
 * <p>With {@code -Dmillrace.screenshots=write} it writes the pictures of docs/screenshots.
 */
class StatusPageTest {
  private static final Path PICTURES = Path.of("../docs/screenshots");
  private static final boolean WRITES_PICTURES =
      System.getProperty("millrace.screenshots", "").equals("write");
  private static final String SHOWN = "document.body && document.body.dataset.shown";
  private static final int MOST_PICTURE_BYTES = 150_000;

  @TempDir private static Path profile;
  private static Chromium browser;
  private final List<StatusServer> servers = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> program = Chromium.program();
    assumeTrue(program.isPresent(), "chromium is not installed: the page is not tested");
    browser = Chromium.start(program.orElseThrow(), profile);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void stopServers() {
    servers.forEach(StatusServer::close);
  }

  @Test
  void shouldSayThatAllIsUpToDate() throws IOException {
    open(MadeUpStatus.idle(), 1_080, 1_400);

    assertThat(browser.text("#verdict")).isEqualTo("Up to date");
    assertThat(browser.evaluate("document.querySelectorAll('#flow li').length").asInt())
        .isEqualTo(7);
    assertThat(browser.evaluate("document.querySelectorAll('canvas').length").asInt()).isEqualTo(3);
    picture("status-desktop");
  }

  @Test
  void shouldSayWhereABacklogIsAndWhenItIsDone() throws IOException {
    open(MadeUpStatus.busy(), 1_080, 1_400);

    assertThat(browser.text("#verdict")).isEqualTo("38 s behind, at: Model");
    assertThat(browser.text("#verdict-detail")).contains("done in 48 s");
    assertThat(browser.text("[data-stage=model]")).contains("4,220 waiting", "shrinking", "busy");
    picture("status-backlog");
  }

  @Test
  void shouldNameTheProviderThatIsDown() throws IOException {
    open(MadeUpStatus.providerDown(), 1_080, 1_400);

    assertThat(browser.text("#verdict-detail")).contains("facebook/bart-large-mnli (down)");
    assertThat(browser.text("[data-stage=model]")).contains("provider down");
    assertThat(browser.text("#models")).contains("down", "server_error");
    assertThat(browser.text("#backlog")).contains("the provider is down", "618");
    assertThat(browser.text("#failures")).contains("no_tokens", "server_error");
    picture("status-provider-down");
  }

  @Test
  void shouldNameTheStageThatIsStoppedAndWarn() {
    open(MadeUpStatus.sinkStopped(), 1_080, 1_400);

    assertThat(browser.text("#verdict")).isEqualTo("Stopped: Sink");
    assertThat(browser.text("#verdict-detail")).contains("95 s");
    assertThat(browser.text("#warnings")).contains("max_slot_wal_keep_size");
    assertThat(browser.text("[data-stage=sink]")).contains("stopped");
  }

  @Test
  void shouldSayWhoPausedTheModels_notThatTheProviderIsDown() {
    open(MadeUpStatus.paused(), 1_080, 1_400);

    assertThat(browser.text("#verdict")).isEqualTo("Paused: Model");
    assertThat(browser.text("#verdict-detail")).contains("By ann since", "(a new contract)");
    assertThat(browser.text("[data-stage=model]")).contains("paused").doesNotContain("provider");
    assertThat(browser.text("#backlog")).contains("somebody has paused", "640");
    assertThat(browser.text("#models")).contains("paused").doesNotContain("down");
  }

  @Test
  void shouldShowHowFarAnUpgradeIs() throws IOException {
    open(MadeUpStatus.upgrading(), 1_080, 1_400);

    assertThat(browser.text("#upgrade-list"))
        .contains("Generation 2 (building), BAAI/bge-small-en-v1.5")
        .contains("24,410 of 71,200 results", "about 8 min to go", "96 a second")
        .contains("Generation 1 (active)", "complete");
    assertThat(browser.evaluate("document.querySelectorAll('progress')[1].value").asInt())
        .isEqualTo(24_410);
    picture("status-upgrade");
  }

  @Test
  void shouldShowNoUpgradeWhereThereIsNone() {
    open(MadeUpStatus.idle(), 1_080, 1_400);

    assertThat(browser.evaluate("document.getElementById('upgrade').hidden").asBoolean()).isTrue();
  }

  @Test
  void shouldShowHowFreshTheResultsOfEachTaskAre() {
    open(MadeUpStatus.busy(), 1_080, 1_400);

    browser.evaluate("document.querySelector('details').open = true");
    assertThat(browser.text("#fresh-tasks"))
        .contains("profiles.embedding_seeking", "matches.scores");
  }

  @Test
  void shouldShowHowFarAReplayIs() {
    open(MadeUpStatus.replaying(), 1_080, 1_400);

    assertThat(browser.text("#replay")).contains("24,400 of 71,200 rows handed out.");
    assertThat(browser.evaluate("document.getElementById('replay-bar').value").asInt())
        .isEqualTo(24_400);
  }

  @Test
  void shouldShowNoReplayWhereThereIsNone() {
    open(MadeUpStatus.idle(), 1_080, 1_400);

    assertThat(browser.evaluate("document.getElementById('replay').hidden").asBoolean()).isTrue();
  }

  @Test
  void shouldHaveFailuresTriedAgain() {
    MadeUpStatus status = MadeUpStatus.providerDown();
    open(status, 1_080, 1_400);

    browser.evaluate("document.getElementById('failures-button').click()");
    browser.await("document.querySelectorAll('#failure-table button').length === 1");
    assertThat(browser.text("#failure-table"))
        .contains("profiles.niche_categories", "no_tokens", "12");
    browser.evaluate("document.querySelector('#failure-table button').click()");
    browser.await("document.getElementById('failure-result').textContent.length > 0");

    assertThat(browser.text("#failure-result"))
        .contains("11 rows with no_tokens are read and tried again", "1 were gone");
    assertThat(status.retried()).containsExactly("no_tokens");
  }

  @Test
  void shouldFitAPhone() throws IOException {
    open(MadeUpStatus.busy(), 390, 844);

    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(390);
    picture("status-phone");
  }

  @Test
  void shouldBeDarkWhereThePersonPrefersIt() throws IOException {
    browser.prefer("prefers-color-scheme", "dark");
    try {
      open(MadeUpStatus.busy(), 1_080, 1_400);

      assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor").asText())
          .isEqualTo("rgb(18, 23, 29)");
      picture("status-dark");
    } finally {
      browser.prefer("prefers-color-scheme", "light");
    }
  }

  @Test
  void shouldBeUsableByKeyboard() {
    open(MadeUpStatus.busy(), 1_080, 1_400);

    browser.press("Tab");
    assertThat(focused()).isEqualTo("Skip to the state");
    browser.press("Tab");
    assertThat(focused()).isEqualTo("The last minute by task");
    browser.press("Tab");
    assertThat(focused()).isEqualTo("Show the failure list");
    browser.press("Tab");
    assertThat(focused()).isEqualTo("Show what waits in each");
    browser.press("Enter");

    browser.await("document.querySelectorAll('#partition-table tbody tr').length === 8");
    assertThat(browser.text("#partition-table")).contains("profiles", "1,055");
    assertThat(browser.evaluate("document.activeElement.getAttribute('aria-expanded')").asText())
        .isEqualTo("true");
  }

  @Test
  void shouldTellScreenReadersLandmarksAndWhatChartsShow() {
    open(MadeUpStatus.busy(), 1_080, 1_400);

    JsonNode nodes = browser.call("Accessibility.getFullAXTree", java.util.Map.of()).path("nodes");

    assertThat(names(nodes, "banner")).hasSize(1);
    assertThat(names(nodes, "main")).hasSize(1);
    assertThat(names(nodes, "contentinfo")).hasSize(1);
    assertThat(names(nodes, "image")).contains("How far behind, last hour", "Throughput");
    assertThat(names(nodes, "button"))
        .containsExactlyInAnyOrder("Show the failure list", "Show what waits in each");
    assertThat(browser.text("#behind-text")).contains("Now 38 s", "at most");
    assertThat(browser.text("#fresh-text")).contains("profiles half within");
  }

  @Test
  void shouldAskNobodyButItsServerAndReportNoError() {
    StatusServer server = open(MadeUpStatus.idle(), 1_080, 1_400);

    assertThat(browser.events("Network.requestWillBeSent"))
        .extracting(event -> event.path("request").path("url").asText())
        .filteredOn(url -> url.contains(":" + server.port() + "/"))
        .isNotEmpty();
    assertThat(browser.events("Network.requestWillBeSent"))
        .extracting(event -> event.path("request").path("url").asText())
        .allSatisfy(
            url -> assertThat(url).matches("(http://127\\.0\\.0\\.1:\\d+/|data:|about:).*"));
    assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
    assertThat(browser.events("Log.entryAdded"))
        .extracting(event -> event.path("entry").path("text").asText())
        .filteredOn(text -> text.contains("Security Policy"))
        .isEmpty();
  }

  @Test
  void shouldShowMarkupAsText_invariant9() {
    String markup = "<img src=x onerror=\"document.title='run'\">";
    open(MadeUpStatus.hostile(markup), 1_080, 1_400);

    assertThat(browser.text("#models")).contains(markup);
    assertThat(browser.evaluate("document.images.length").asInt()).isZero();
    assertThat(browser.evaluate("document.title").asText()).isEqualTo("Millrace");
  }

  @Test
  void shouldSayThatTheApplicationsAreGone() {
    StatusServer server = open(MadeUpStatus.idle(), 1_080, 1_400);

    server.close();

    browser.await(
        "document.getElementById('verdict').textContent === 'The applications do not answer'");
  }

  private StatusServer open(MadeUpStatus status, int width, int height) {
    StatusServer server = status.start("");
    servers.add(server);
    browser.size(width, height);
    browser.open(
        "http://127.0.0.1:" + server.port() + "/",
        SHOWN + " && location.port === '" + server.port() + "'");
    return server;
  }

  private static String focused() {
    return browser.evaluate("document.activeElement.textContent").asText();
  }

  private static List<String> names(JsonNode nodes, String role) {
    List<String> names = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (node.path("role").path("value").asText().equals(role)) {
        names.add(node.path("name").path("value").asText());
      }
    }
    return names;
  }

  private static void picture(String name) throws IOException {
    if (WRITES_PICTURES) {
      byte[] picture = SmallPng.of(browser.screenshot());
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), picture);
      assertThat(picture.length).as(name).isLessThan(MOST_PICTURE_BYTES);
    }
  }
}
