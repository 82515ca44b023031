package io.millrace.inference.remote;

import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelLimits;
import io.millrace.inference.policy.ProviderGate;

/**
 * What every model over HTTP has.
 *
 * @param provider as settings name it
 */
record Remote(
    String provider,
    ModelDescription description,
    ModelLimits limits,
    HttpCaller http,
    ProviderGate gate,
    Truncation truncation) {}
