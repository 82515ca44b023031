/** The Kafka Streams applications of Millrace and what they count. */
@NullMarked
package io.millrace.topology;

import org.jspecify.annotations.NullMarked;
