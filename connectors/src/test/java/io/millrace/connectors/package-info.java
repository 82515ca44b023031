/** Tests of what is run in PostgreSQL and given to Connect. */
@NullMarked
package io.millrace.connectors;

import org.jspecify.annotations.NullMarked;
