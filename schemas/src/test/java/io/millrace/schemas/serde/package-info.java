/** Tests of the serdes. */
@NullMarked
package io.millrace.schemas.serde;

import org.jspecify.annotations.NullMarked;
