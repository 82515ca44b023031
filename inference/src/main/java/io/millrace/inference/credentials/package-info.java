/** What a person says of their own books, appearances, certificates and awards, read by rules. */
@NullMarked
package io.millrace.inference.credentials;

import org.jspecify.annotations.NullMarked;
