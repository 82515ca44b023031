package io.millrace.app.sample;

import java.util.UUID;

/**
 * One row of the host table {@code matches}.
 *
 * @param id the primary key, derived from the pair
 * @param profileId the profile that gets the suggestion
 * @param suggestedProfileId the profile that is suggested, never the same one
 * @param matchScore the old score, 0 to 100
 * @param status one of suggested, viewed, contacted, accepted, declined
 */
public record SampleMatch(
    UUID id, UUID profileId, UUID suggestedProfileId, double matchScore, String status) {}
