package io.millrace.app.sample;

import java.util.Locale;

/** The columns of the host table {@code profiles} that the sample fills, in the table's order. */
public enum ProfileColumn {
  ID(ColumnKind.UUID),
  NAME(ColumnKind.TEXT),
  EMAIL(ColumnKind.TEXT),
  COMPANY(ColumnKind.TEXT),
  NICHE(ColumnKind.TEXT),
  WHAT_YOU_DO(ColumnKind.TEXT),
  WHO_YOU_SERVE(ColumnKind.TEXT),
  SEEKING(ColumnKind.TEXT),
  OFFERING(ColumnKind.TEXT),
  SIGNATURE_PROGRAMS(ColumnKind.TEXT),
  AUDIENCE_TYPE(ColumnKind.TEXT),
  BUSINESS_FOCUS(ColumnKind.TEXT),
  BIO(ColumnKind.TEXT),
  SOCIAL_PROOF(ColumnKind.TEXT),
  CURRENT_PROJECTS(ColumnKind.TEXT),
  REVENUE_TIER(ColumnKind.TEXT),
  TAGS(ColumnKind.TEXT_ARRAY),
  JV_HISTORY(ColumnKind.JSON),
  CONTENT_PLATFORMS(ColumnKind.JSON),
  AUDIENCE_ENGAGEMENT_SCORE(ColumnKind.DOUBLE),
  LIST_SIZE(ColumnKind.INTEGER),
  SOCIAL_REACH(ColumnKind.INTEGER),
  WEBSITE(ColumnKind.TEXT),
  BOOKING_LINK(ColumnKind.TEXT),
  MEMBERSHIP_STATUS(ColumnKind.TEXT);

  private final ColumnKind kind;
  private final String columnName;

  ProfileColumn(ColumnKind kind) {
    this.kind = kind;
    this.columnName = name().toLowerCase(Locale.ROOT);
  }

  /** The column's name in the table, which is also its key in the JSON form. */
  public String columnName() {
    return columnName;
  }

  ColumnKind kind() {
    return kind;
  }
}
