@NullMarked
package io.millrace.app.doctor;

import org.jspecify.annotations.NullMarked;
