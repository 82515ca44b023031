/** The sample data of the default plan: written profiles, matches, a generator and a loader. */
@NullMarked
package io.millrace.app.sample;

import org.jspecify.annotations.NullMarked;
