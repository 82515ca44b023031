package io.millrace.topology.enrich;

import io.millrace.topology.task.TaskDefinition;
import java.util.Optional;

/**
 * A text that scoring compares.
 *
 * @param column the host's column that holds it
 * @param task the embed task that reads this column and no other; empty: only words are compared
 */
public record ComparedText(String column, Optional<TaskDefinition> task) {}
