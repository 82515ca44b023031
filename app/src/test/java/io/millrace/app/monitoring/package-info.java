/** What is handed out for Prometheus and Grafana, against what the applications give. */
@NullMarked
package io.millrace.app.monitoring;

import org.jspecify.annotations.NullMarked;
