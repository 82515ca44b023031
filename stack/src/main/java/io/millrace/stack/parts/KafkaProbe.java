package io.millrace.stack.parts;

import io.millrace.stack.KafkaAccess;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Asks whether a broker answers, and lets us in. */
public final class KafkaProbe {

  private static final int ANSWER_SECONDS = 10;

  private KafkaProbe() {}

  /**
   * Tells whether the cluster names its brokers within ten seconds, which a first handshake over
   * TLS may need on a busy machine.
   */
  public static boolean answers(KafkaAccess kafka) {
    Map<String, Object> settings = kafka.properties();
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_SECONDS * 1000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_SECONDS * 1000);
    try (Admin admin = Admin.create(settings)) {
      return !admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS).isEmpty();
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
