package io.millrace.app.adopt;

/** Why a vector that nothing is noted of is not adopted. */
enum LeftOut {
  /** Its texts are blank: the pipeline clears it. */
  BLANK("whose text is blank"),
  /** Its length says nothing, or it is not of the plan's dimensions. */
  UNFIT("of other dimensions or without a direction"),
  /** The host's metadata name a source that stands above ours. */
  PROTECTED("of a source that stands above Millrace"),
  /** The sample showed that it is of another text or model. */
  DISAGREES("that disagree with their text");

  private final String words;

  LeftOut(String words) {
    this.words = words;
  }

  /** Goes behind "vectors". */
  String words() {
    return words;
  }

  /** The name in JSON. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
