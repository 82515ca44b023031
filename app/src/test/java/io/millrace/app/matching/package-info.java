/** Tests of what the command tells of matches. */
@NullMarked
package io.millrace.app.matching;

import org.jspecify.annotations.NullMarked;
