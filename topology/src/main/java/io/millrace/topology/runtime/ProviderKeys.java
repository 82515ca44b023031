package io.millrace.topology.runtime;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The settings of those who run models, one set for each kind of task. */
final class ProviderKeys {
  static final String DIRECTORY = "millrace.inference.directory";
  static final String DISK_CACHE_BYTES = "millrace.inference.disk.cache.bytes";
  static final String EMBEDDING = "millrace.embedding";
  static final String CLASSIFICATION = "millrace.classification";
  static final String EXTRACTION = "millrace.extraction";
  static final List<String> TASKS = List.of(EMBEDDING, CLASSIFICATION, EXTRACTION);

  private static final String MODELS_FOLDER = "millrace.models.folder";
  private static final String ONNX_THREADS = "millrace.inference.onnx.threads";
  private static final String ONNX_HYPOTHESIS = "millrace.inference.onnx.hypothesis";
  private static final String DOWN_RETRY = "millrace.provider.down.retry.ms";
  private static final String REFUSED_RETRY = "millrace.provider.refused.retry.ms";
  private static final String INSTANCES = "millrace.provider.instances.count";
  private static final ConfigDef.Validator NOT_NEGATIVE = atLeast(0);

  private ProviderKeys() {}

  /** Adds all keys to a definition. */
  static ConfigDef addTo(ConfigDef definition) {
    definition
        .define(
            DIRECTORY,
            ConfigDef.Type.STRING,
            "",
            Importance.LOW,
            "Where the first vectors of remote models, the vectors of labels, the day's spending"
                + " and the disk cache are kept; empty for the folder inference beside the state"
                + " stores.")
        .define(
            DISK_CACHE_BYTES,
            ConfigDef.Type.LONG,
            0L,
            NOT_NEGATIVE,
            Importance.LOW,
            "Bound of the answers kept on disk, so that a restart or a replay does not pay again; 0"
                + " for none. The file may grow to about twice of it.")
        .define(
            MODELS_FOLDER,
            ConfigDef.Type.STRING,
            "",
            Importance.LOW,
            "Where models that do not ship lie, for names such as file:NAME in the plan; empty for"
                + " the working directory. docs/models.md explains it.")
        .define(
            ONNX_THREADS,
            ConfigDef.Type.INT,
            0,
            between(0, 1_024),
            Importance.LOW,
            "Threads side by side of a model in this process; 0 for the number of processors.")
        .define(
            ONNX_HYPOTHESIS,
            ConfigDef.Type.STRING,
            "This text is about {}.",
            Importance.LOW,
            "What a model of natural language inference is asked of a label: {} stands for its"
                + " name, {description} for its description.")
        .define(
            INSTANCES,
            ConfigDef.Type.INT,
            1,
            atLeast(1),
            Importance.MEDIUM,
            "How many instances of the applications share rates and budgets; each takes its part.")
        .define(
            DOWN_RETRY,
            ConfigDef.Type.INT,
            15_000,
            between(100, 3_600_000),
            Importance.LOW,
            "Until a provider that does not answer is tried again, by one input.")
        .define(
            REFUSED_RETRY,
            ConfigDef.Type.INT,
            60_000,
            between(100, 3_600_000),
            Importance.LOW,
            "Until a provider that refuses (no access, no credit, no such model) is tried again, by"
                + " one input.");
    new Task(definition, EMBEDDING, "embeds")
        .provider("onnx", "hugging-face", "tei", "openai")
        .connection()
        .dimensions()
        .fallback("", "onnx", "hugging-face", "tei", "openai");
    new Task(definition, CLASSIFICATION, "runs the models that classify tasks of the plan name")
        .provider("onnx", "hugging-face", "tei")
        .connection();
    new Task(definition, EXTRACTION, "runs the models for named entities that the plan names")
        .provider("onnx", "hugging-face")
        .connection();
    return definition;
  }

  /** One set of keys. */
  private record Task(ConfigDef definition, String name, String does) {
    Task provider(String... names) {
      definition.define(
          name + ".provider",
          ConfigDef.Type.STRING,
          names[0],
          in(names),
          Importance.HIGH,
          "Who "
              + does
              + ". onnx runs in this process, so that nothing leaves the machine; docs/providers.md"
              + " explains the others.");
      return this;
    }

    Task connection() {
      text("url", Importance.MEDIUM, "Root of the provider; empty for Hugging Face's own.");
      secret("token", "Sent to that root alone, as a bearer token.");
      text(
          "model",
          Importance.MEDIUM,
          "Name of the model at the provider; empty for the plan's, or the provider's usual one.");
      text(
          "revision",
          Importance.LOW,
          "Revision that the model must have, or, where the provider tells none, a name for it: a"
              + " new name accepts other weights and computes everything anew.");
      whole("maximum.tokens", 0, 0, 1_000_000, "Tokens that the model reads; 0 for what is known.");
      whole("timeout.ms", 30_000, 100, 600_000, "Longest time of a request, answer included.");
      whole("concurrent.requests.count", 4, 1, 256, "Requests under way at once.");
      whole("batch.size", 32, 1, 2_048, "Inputs in a request, if the provider takes so many.");
      number("requests.per.second", "Requests of all instances; 0 for no limit.");
      number("inputs.per.second", "Inputs of all instances; 0 for no limit.");
      number(
          "budget.per.day",
          "What all instances may spend in a day by UTC, in the currency of the prices; 0 for no"
              + " limit. Then work waits until midnight.");
      number("price.per.million.tokens", "What the provider bills for tokens.");
      number("price.per.million.inputs", "What the provider bills for inputs.");
      return this;
    }

    Task dimensions() {
      whole(
          "dimensions",
          0,
          0,
          16_000,
          "Dimensions to ask for, or to insist on; 0 for what the model gives.");
      return this;
    }

    Task fallback(String... names) {
      definition.define(
          name + ".fallback.provider",
          ConfigDef.Type.STRING,
          "",
          in(names),
          Importance.LOW,
          "Who gives the same model while the provider is down; empty for nobody. It has to give"
              + " the same vectors.");
      text("fallback.url", Importance.LOW, "As url, of the one who stands in.");
      secret("fallback.token", "As token, of the one who stands in.");
      text("fallback.model", Importance.LOW, "As model, of the one who stands in.");
      return this;
    }

    private void text(String key, Importance importance, String documentation) {
      definition.define(name + '.' + key, ConfigDef.Type.STRING, "", importance, documentation);
    }

    private void secret(String key, String documentation) {
      definition.define(
          name + '.' + key, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, documentation);
    }

    private void whole(String key, int standard, int least, int most, String documentation) {
      definition.define(
          name + '.' + key,
          ConfigDef.Type.INT,
          standard,
          between(least, most),
          Importance.LOW,
          documentation);
    }

    private void number(String key, String documentation) {
      definition.define(
          name + '.' + key,
          ConfigDef.Type.DOUBLE,
          0.0,
          NOT_NEGATIVE,
          Importance.LOW,
          documentation);
    }
  }
}
