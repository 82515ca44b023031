/** What the status page shows, and the page. */
@NullMarked
package io.millrace.app.status;

import org.jspecify.annotations.NullMarked;
