/** Contracts between the rooms of Millrace: Avro records, names, hashes and vector packing. */
@NullMarked
package io.millrace.schemas;

import org.jspecify.annotations.NullMarked;
