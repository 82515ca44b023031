/** Tests of scoring: golden cases computed by hand, and properties over seeded random profiles. */
@NullMarked
package io.millrace.matching;

import org.jspecify.annotations.NullMarked;
