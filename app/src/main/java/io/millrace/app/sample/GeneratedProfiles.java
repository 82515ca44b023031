package io.millrace.app.sample;

import static io.millrace.app.sample.ProfileColumn.AUDIENCE_ENGAGEMENT_SCORE;
import static io.millrace.app.sample.ProfileColumn.BIO;
import static io.millrace.app.sample.ProfileColumn.COMPANY;
import static io.millrace.app.sample.ProfileColumn.CONTENT_PLATFORMS;
import static io.millrace.app.sample.ProfileColumn.CURRENT_PROJECTS;
import static io.millrace.app.sample.ProfileColumn.EMAIL;
import static io.millrace.app.sample.ProfileColumn.ID;
import static io.millrace.app.sample.ProfileColumn.LIST_SIZE;
import static io.millrace.app.sample.ProfileColumn.MEMBERSHIP_STATUS;
import static io.millrace.app.sample.ProfileColumn.NAME;
import static io.millrace.app.sample.ProfileColumn.NICHE;
import static io.millrace.app.sample.ProfileColumn.OFFERING;
import static io.millrace.app.sample.ProfileColumn.REVENUE_TIER;
import static io.millrace.app.sample.ProfileColumn.SEEKING;
import static io.millrace.app.sample.ProfileColumn.SIGNATURE_PROGRAMS;
import static io.millrace.app.sample.ProfileColumn.SOCIAL_PROOF;
import static io.millrace.app.sample.ProfileColumn.SOCIAL_REACH;
import static io.millrace.app.sample.ProfileColumn.TAGS;
import static io.millrace.app.sample.ProfileColumn.WEBSITE;
import static io.millrace.app.sample.ProfileColumn.WHAT_YOU_DO;
import static io.millrace.app.sample.ProfileColumn.WHO_YOU_SERVE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Makes profiles from the grammar and from sentences of the written profiles. */
final class GeneratedProfiles {
  private static final List<ProfileColumn> MAIN =
      List.of(WHAT_YOU_DO, WHO_YOU_SERVE, SEEKING, OFFERING);
  private static final List<ProfileColumn> SELDOM =
      List.of(SIGNATURE_PROGRAMS, SOCIAL_PROOF, CURRENT_PROJECTS);
  private static final List<ProfileColumn> BORROWED =
      List.of(WHAT_YOU_DO, WHO_YOU_SERVE, SEEKING, OFFERING, BIO);
  private static final List<String> BLANKS = List.of("", "   ", "\u00a0");
  private static final List<String> TIERS =
      List.of("micro", "micro", "emerging", "emerging", "established", "premium", "enterprise");
  private static final int LONGEST_MAIN = 4;
  private static final int LONGEST_BIO = 7;
  private static final double BLANK = 0.09;
  private static final double BORROW = 0.3;
  private static final double SELDOM_FILLED = 0.4;
  private static final double FIGURE_KNOWN = 0.6;

  private final Grammar grammar;
  private final WrittenSentences written = new WrittenSentences(SampleProfiles.read(), BORROWED);

  GeneratedProfiles(Grammar grammar) {
    this.grammar = grammar;
  }

  SampleProfile make(MatchParty party, SplittableRandom random) {
    Phrases phrases = new Phrases(grammar, niche(party), party.audience(), random);
    ObjectNode columns = SampleResources.MAPPER.createObjectNode();
    columns.put(ID.columnName(), party.id().toString());
    columns.put(NICHE.columnName(), party.niche());
    putIdentity(columns, phrases, party);
    MAIN.forEach(column -> putMain(columns, column, phrases, party, random));
    columns.put(
        BIO.columnName(), text(BIO, 1 + random.nextInt(LONGEST_BIO), phrases, party, random));
    SELDOM.stream()
        .filter(column -> random.nextDouble() < SELDOM_FILLED)
        .forEach(column -> columns.put(column.columnName(), phrases.sentence(column)));
    putFigures(columns, phrases, random);
    return new SampleProfile(columns);
  }

  private static void putIdentity(ObjectNode columns, Phrases phrases, MatchParty party) {
    String key = party.id().toString().substring(0, 8);
    String last = phrases.word("last");
    columns.put(NAME.columnName(), phrases.word("first") + " " + last);
    columns.put(COMPANY.columnName(), last + " " + phrases.word("noun"));
    columns.put(EMAIL.columnName(), "member-" + key + "@example.com");
    columns.put(WEBSITE.columnName(), "https://www.example.org/" + key);
    columns.put(MEMBERSHIP_STATUS.columnName(), "active");
  }

  private void putMain(
      ObjectNode columns,
      ProfileColumn column,
      Phrases phrases,
      MatchParty party,
      SplittableRandom random) {
    if (random.nextDouble() < BLANK) {
      columns.put(column.columnName(), BLANKS.get(random.nextInt(BLANKS.size())));
      return;
    }
    String text = text(column, 1 + random.nextInt(LONGEST_MAIN), phrases, party, random);
    columns.put(column.columnName(), Roughness.apply(text, random));
  }

  private String text(
      ProfileColumn column,
      int sentences,
      Phrases phrases,
      MatchParty party,
      SplittableRandom random) {
    List<String> parts = new ArrayList<>();
    parts.add(phrases.sentence(column));
    while (parts.size() < sentences) {
      boolean borrow = random.nextDouble() < BORROW;
      parts.add(borrow ? written.pick(column, party.niche(), random) : phrases.sentence(column));
    }
    return joined(parts.stream().distinct().toList());
  }

  private static String joined(List<String> sentences) {
    if (sentences.size() == 1) {
      return sentences.get(0);
    }
    return sentences.stream()
        .map(sentence -> Character.isLetterOrDigit(lastOf(sentence)) ? sentence + "." : sentence)
        .collect(Collectors.joining(" "));
  }

  private static char lastOf(String sentence) {
    return sentence.charAt(sentence.length() - 1);
  }

  private static void putFigures(ObjectNode columns, Phrases phrases, SplittableRandom random) {
    int tier = random.nextInt(TIERS.size());
    columns.put(REVENUE_TIER.columnName(), TIERS.get(tier));
    if (random.nextDouble() < FIGURE_KNOWN) {
      columns.put(LIST_SIZE.columnName(), 100 * random.nextInt(1, 20 << tier));
    }
    if (random.nextDouble() < FIGURE_KNOWN) {
      columns.put(SOCIAL_REACH.columnName(), 100 * random.nextInt(1, 40 << tier));
    }
    if (random.nextDouble() < FIGURE_KNOWN) {
      columns.put(AUDIENCE_ENGAGEMENT_SCORE.columnName(), random.nextInt(5, 100) / 100.0);
    }
    String platform = phrases.word("platform");
    columns.putArray(CONTENT_PLATFORMS.columnName()).add(platform);
    columns.putArray(TAGS.columnName()).add(phrases.word("format")).add(phrases.word("joint"));
  }

  private Grammar.Niche niche(MatchParty party) {
    return grammar.niches().stream()
        .filter(niche -> niche.niche().equals(party.niche()))
        .findFirst()
        .orElseThrow();
  }
}
