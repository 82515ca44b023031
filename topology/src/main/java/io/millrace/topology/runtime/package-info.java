/** Runs the applications: settings, properties, error handlers, life cycle. */
@NullMarked
package io.millrace.topology.runtime;

import org.jspecify.annotations.NullMarked;
