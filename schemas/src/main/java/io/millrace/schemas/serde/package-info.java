/** Serdes: with the schema registry for topics that others read, without it for our own stores. */
@NullMarked
package io.millrace.schemas.serde;

import org.jspecify.annotations.NullMarked;
