/**
 * What is done when a provider fails, is slow, limits, or costs too much: one place for all
 * providers, free of any wire format.
 */
@NullMarked
package io.millrace.inference.policy;

import org.jspecify.annotations.NullMarked;
