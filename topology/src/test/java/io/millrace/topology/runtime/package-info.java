/** Tests of settings. */
@NullMarked
package io.millrace.topology.runtime;

import org.jspecify.annotations.NullMarked;
