package io.millrace.inference.onnx;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A WordPiece tokenizer of few words, as BERT's: [CLS] text [SEP], and [CLS] text [SEP] second
 * [SEP].
 *
 * @param pieces in the order of their ids; those that go on within a word begin with ##
 */
record TinyVocabulary(List<String> pieces) {
  static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]");

  static TinyVocabulary of(String... words) {
    return new TinyVocabulary(Stream.concat(SPECIAL.stream(), Stream.of(words)).toList());
  }

  int size() {
    return pieces.size();
  }

  /** The tokenizer.json; it lower-cases nothing. */
  String json() {
    String vocabulary =
        IntStream.range(0, pieces.size())
            .mapToObj(id -> "\"%s\":%d".formatted(pieces.get(id), id))
            .collect(Collectors.joining(","));
    return """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[%s],
         "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,
           "strip_accents":false,"lowercase":false},
         "pre_tokenizer":{"type":"BertPreTokenizer"},
         "post_processor":{"type":"TemplateProcessing",
           "single":[%s,{"Sequence":{"id":"A","type_id":0}},%s],
           "pair":[%s,{"Sequence":{"id":"A","type_id":0}},%s,{"Sequence":{"id":"B","type_id":1}},%s],
           "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},
             "[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}},
         "decoder":{"type":"WordPiece","prefix":"##","cleanup":true},
         "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
           "max_input_chars_per_word":100,"vocab":{%s}}}
        """
        .formatted(
            IntStream.range(0, SPECIAL.size())
                .mapToObj(TinyVocabulary::added)
                .collect(Collectors.joining(",")),
            special("[CLS]", 0),
            special("[SEP]", 0),
            special("[CLS]", 0),
            special("[SEP]", 0),
            special("[SEP]", 1),
            vocabulary);
  }

  private static String added(int id) {
    return """
        {"id":%d,"content":"%s","single_word":false,"lstrip":false,"rstrip":false,
         "normalized":false,"special":true}"""
        .formatted(id, SPECIAL.get(id));
  }

  private static String special(String token, int type) {
    return "{\"SpecialToken\":{\"id\":\"%s\",\"type_id\":%d}}".formatted(token, type);
  }
}
