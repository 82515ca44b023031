package io.millrace.app.replay;

import java.util.OptionalDouble;

/**
 * What somebody knows of the models, for an estimate.
 *
 * @param pricePerMillionTokens in any currency; empty: as the providers' settings have it
 * @param callsPerSecond that the models answer; empty: as measured
 */
public record ReplayRates(OptionalDouble pricePerMillionTokens, OptionalDouble callsPerSecond) {}
