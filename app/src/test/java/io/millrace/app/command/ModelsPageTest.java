package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.Json;
import io.millrace.app.run.ModelState;
import io.millrace.app.run.ModelsPage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelsPageTest {
  private static final ModelState REFUSED =
      new ModelState("big/nli", "classify", "refused", "the token is missing");

  @Test
  void shouldReadWhatTheApplicationsSayOfTheirModels() throws IOException {
    String page = Json.write(List.of(REFUSED.document()));

    assertThat(ModelsPage.parse(page)).containsExactly(REFUSED);
  }

  @Test
  void shouldShowModelsInTheStatus() {
    StackStatus status =
        new StackStatus(List.of(), List.of(), List.of(REFUSED), Map.of(), List.of());

    assertThat(status.text()).isEqualTo("model big/nli (classify): refused, the token is missing");
    assertThat(status.document()).containsEntry("models", List.of(REFUSED.document()));
  }

  @Test
  void shouldShowNoModels_whenTheApplicationsDoNotAnswer() {
    assertThat(ModelsPage.read("http://127.0.0.1:1")).isEmpty();
  }
}
