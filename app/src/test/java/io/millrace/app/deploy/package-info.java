/** Tests of what deployment uses: the compose file, scripts, the release archive. */
@NullMarked
package io.millrace.app.deploy;

import org.jspecify.annotations.NullMarked;
