@NullMarked
package io.millrace.app.search;

import org.jspecify.annotations.NullMarked;
