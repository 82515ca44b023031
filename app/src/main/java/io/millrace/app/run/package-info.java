/** The Streams applications as a process: meters, status page, life cycle. */
@NullMarked
package io.millrace.app.run;

import org.jspecify.annotations.NullMarked;
