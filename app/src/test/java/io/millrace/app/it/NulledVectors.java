package io.millrace.app.it;

/** Somebody nulls results by hand; {@code millrace audit --repair} is all that is done. */
record NulledVectors() implements Fault {
  @Override
  public String name() {
    return "results nulled by hand";
  }

  @Override
  public void strike(RunningPipeline pipeline) throws Exception {
    pipeline
        .tables()
        .execute(
            "update profiles set embedding_seeking = null, offer_types = null"
                + " where left(md5(id::text), 1) < '8'");
    pipeline.repair();
  }
}
