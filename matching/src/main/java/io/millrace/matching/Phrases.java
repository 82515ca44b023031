package io.millrace.matching;

import java.util.List;

/** The words of an explanation, the same for Java and for the SQL function. */
public final class Phrases {
  private static final List<Phrase> INTENT =
      List.of(
          Phrase.of(
              Factor.JV_HISTORY,
              0,
              "{target} has done several joint ventures",
              "{target} has done a joint venture",
              "{target} has done no joint venture yet",
              "it is not known whether {target} has done joint ventures"),
          Phrase.of(
              Factor.SEEKING,
              -1,
              "{target} says what is sought",
              "{target} does not say what is sought",
              "{target} does not say what is sought",
              "it is not known what {target} seeks"),
          Phrase.of(
              Factor.BOOKING_LINK,
              -1,
              "a call with {target} can be booked online",
              "no call with {target} can be booked online",
              "no call with {target} can be booked online",
              "it is not known whether a call with {target} can be booked"),
          Phrase.of(
              Factor.MEMBERSHIP,
              -1,
              "the membership of {target} is active",
              "the membership of {target} is not fully active",
              "the membership of {target} is not active",
              "the status of the membership of {target} is not known"),
          Phrase.of(
              Factor.WEBSITE,
              -1,
              "{target} has a website",
              "{target} has no website",
              "{target} has no website",
              "it is not known whether {target} has a website"));

  private static final List<Phrase> SYNERGY =
      List.of(
          Phrase.of(
              Factor.OFFERING_SEEKING,
              2,
              "what {source} seeks is close to what {target} offers",
              "what {source} seeks is related to what {target} offers",
              "what {source} seeks is far from what {target} offers",
              "what {source} seeks and what {target} offers cannot be compared"),
          Phrase.of(
              Factor.AUDIENCE_ALIGNMENT,
              2,
              "the audiences of {source} and {target} are close",
              "the audiences of {source} and {target} are related",
              "the audiences of {source} and {target} are far apart",
              "the audiences of {source} and {target} cannot be compared"),
          Phrase.of(
              Factor.REVENUE_COMPAT,
              0,
              "{source} and {target} are near in revenue, by steps between tiers",
              "{source} and {target} differ in revenue, by steps between tiers",
              "{source} and {target} are far apart in revenue, by steps between tiers",
              "the revenue tier of {source} or {target} is not known"),
          Phrase.of(
              Factor.PLATFORM_OVERLAP,
              0,
              "{source} and {target} both use several platforms",
              "{source} and {target} both use a platform",
              "{source} and {target} use no platform in common",
              "the platforms of {source} or {target} are not known"),
          Phrase.of(
              Factor.OFFER_TYPE_COMPAT,
              -1,
              "what {source} and {target} sell goes well together",
              "what {source} and {target} sell does not stand out together",
              "what {source} and {target} sell goes badly together",
              "it is not certain what {source} or {target} sells"));

  private static final List<Phrase> MOMENTUM =
      List.of(
          Phrase.of(
              Factor.ENGAGEMENT,
              2,
              "the audience of {target} takes part a lot",
              "the audience of {target} takes some part",
              "the audience of {target} hardly takes part",
              "it is not known how much the audience of {target} takes part"),
          Phrase.of(
              Factor.SOCIAL_REACH,
              0,
              "{target} has many followers",
              "{target} has some followers",
              "{target} has few followers",
              "it is not known how many follow {target}"),
          Phrase.of(
              Factor.CURRENT_PROJECTS,
              -1,
              "{target} has current projects",
              "{target} has current projects",
              "{target} has no current projects",
              "it is not known whether {target} has current projects"),
          Phrase.of(
              Factor.LIST_SIZE,
              0,
              "{target} has many subscribers",
              "{target} has some subscribers",
              "{target} has few subscribers",
              "it is not known how many subscribe to {target}"));

  private static final List<Phrase> CONTEXT =
      List.of(
          Phrase.of(
              Factor.COMPLETENESS,
              2,
              "the profile of {target} is well filled in",
              "the profile of {target} is filled in partly",
              "the profile of {target} is hardly filled in",
              "it is not known how far the profile of {target} is filled in"),
          Phrase.of(
              Factor.TIER_KNOWN,
              -1,
              "the revenue tier of {target} is known",
              "the revenue tier of {target} is not known",
              "the revenue tier of {target} is not known",
              "the revenue tier of {target} is not known"),
          Phrase.of(
              Factor.ENRICHMENT,
              2,
              "models could make much of the profile of {target}",
              "models could make something of the profile of {target}",
              "models could make little of the profile of {target}",
              "nothing is known of what models made of the profile of {target}"),
          Phrase.of(
              Factor.CONTACT,
              0,
              "there are several ways to reach {target}",
              "there is a way to reach {target}",
              "there is no way to reach {target}",
              "it is not known how to reach {target}"),
          Phrase.of(
              Factor.CREDIBILITY,
              2,
              "the credentials of {target} are convincing",
              "the credentials of {target} are fair",
              "the credentials of {target} are thin",
              "the credentials of {target} are not known"),
          Phrase.of(
              Factor.CONTENT_STYLE,
              -1,
              "the styles of {source} and {target} go well together",
              "the styles of {source} and {target} do not clash",
              "the styles of {source} and {target} clash",
              "the style of {source} or {target} is not known"));

  private Phrases() {}

  /** One for each factor of a dimension, in the order of {@link Factor}. */
  public static List<Phrase> of(Dimension dimension) {
    return switch (dimension) {
      case INTENT -> INTENT;
      case SYNERGY -> SYNERGY;
      case MOMENTUM -> MOMENTUM;
      case CONTEXT -> CONTEXT;
    };
  }
}
