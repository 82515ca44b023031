@NullMarked
package io.millrace.app.audit;

import org.jspecify.annotations.NullMarked;
