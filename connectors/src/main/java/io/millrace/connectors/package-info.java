/** What runs inside PostgreSQL and Connect: SQL, connector configuration, topics. */
@NullMarked
package io.millrace.connectors;

import org.jspecify.annotations.NullMarked;
