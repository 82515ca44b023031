package io.millrace.topology.score;

import io.millrace.matching.ScoringProfile;

/**
 * A profile as it is scored.
 *
 * @param profile its unpacked features
 * @param fingerprint differs where the features differ, the time of their cause aside
 * @param bytes about how much memory it takes
 */
record KnownProfile(ScoringProfile profile, long fingerprint, int bytes) {}
