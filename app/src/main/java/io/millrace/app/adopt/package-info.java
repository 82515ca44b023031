/** Takes vectors over that a table held before Millrace, once a sample of them was looked at. */
@NullMarked
package io.millrace.app.adopt;

import org.jspecify.annotations.NullMarked;
