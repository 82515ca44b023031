package io.millrace.app.it;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of the host application.
 *
 * @param inputs of tasks that it may change at most, so that models may be asked so often for it
 */
record HostStatement(String sql, long inputs, List<@Nullable Object> parameters) {
  static HostStatement of(String sql, long inputs, @Nullable Object... parameters) {
    return new HostStatement(sql, inputs, Collections.unmodifiableList(Arrays.asList(parameters)));
  }
}
