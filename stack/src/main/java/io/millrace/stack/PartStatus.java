package io.millrace.stack;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How one part fares.
 *
 * @param pid its process, present while it runs
 * @param port its loopback port, present once one was chosen
 * @param log its log, which need not exist yet
 */
public record PartStatus(
    PartName name, PartState state, OptionalLong pid, OptionalInt port, Path log) {}
