/** Tests of reading and refusing plans. */
@NullMarked
package io.millrace.plan;

import org.jspecify.annotations.NullMarked;
