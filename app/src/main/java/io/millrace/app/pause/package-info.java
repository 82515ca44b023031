/** What somebody has paused: the models' calls, the writing into the database. */
@NullMarked
package io.millrace.app.pause;

import org.jspecify.annotations.NullMarked;
