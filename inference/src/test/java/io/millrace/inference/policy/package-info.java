@NullMarked
package io.millrace.inference.policy;

import org.jspecify.annotations.NullMarked;
