package io.millrace.inference.credentials;

/** The six kinds of credentials, in the order of their JSON form. Threadsafe. */
public enum CredentialKind {
  /** Books that the person wrote, alone or with others. */
  BOOK("books"),
  /**
   * Newspapers, magazines, broadcasters and sites that wrote about, showed or printed the person.
   */
  MEDIA("media_appearances"),
  /** Events at which the person spoke. */
  SPEAKING("speaking_events"),
  /**
   * Professional certificates, licences and credentials that the person holds; no academic degree.
   */
  CERTIFICATION("certifications"),
  /** Awards won; being nominated or a finalist is none. */
  AWARD("awards"),
  /** Podcasts of others on which the person was a guest. */
  PODCAST("podcast_appearances");

  private final String jsonName;

  CredentialKind(String jsonName) {
    this.jsonName = jsonName;
  }

  /** The key of this kind's list in the JSON form. */
  public String jsonName() {
    return jsonName;
  }
}
