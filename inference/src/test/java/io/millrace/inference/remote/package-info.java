@NullMarked
package io.millrace.inference.remote;

import org.jspecify.annotations.NullMarked;
