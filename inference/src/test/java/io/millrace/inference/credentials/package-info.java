@NullMarked
package io.millrace.inference.credentials;

import org.jspecify.annotations.NullMarked;
