@NullMarked
package io.millrace.inference.disk;

import org.jspecify.annotations.NullMarked;
