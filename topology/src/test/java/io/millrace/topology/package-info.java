/** Tests of the topologies as a whole, and the kit that they share. */
@NullMarked
package io.millrace.topology;

import org.jspecify.annotations.NullMarked;
