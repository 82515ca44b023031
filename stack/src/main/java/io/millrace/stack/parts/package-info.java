/**
 * The Java parts of the local stack: broker, schema registry, Connect worker, and programs of ours.
 */
@NullMarked
package io.millrace.stack.parts;

import org.jspecify.annotations.NullMarked;
