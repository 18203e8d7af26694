extension GeneratorRegistry {
  private static let sentence = "{subject} {predicate}{tail_}."

  static var prose: [GeneratorDescription] {
    [
      .text(
        "word", "a word", ["{noun}"], ["{adjective} {noun}"], ["{adjective} {noun} {1..99999}"],
        ["{noun}{1..99999}"]),
      .text(
        "words", "some words", ["{adjective} {noun} {adverb}", "{verb} {adjective} {noun}"],
        ["{adjective} {noun} {verb} {1..9999}"]),
      .text(
        "title", "a heading",
        ["{adjective_title} {noun_title}", "{verb_title} the {adjective_title} {noun_title}"],
        ["{adjective_title} {noun_title} {1..99999}"], ["{noun_title}"]),
      .text(
        "label", "a name for a thing", ["{adjective_title} {noun}"],
        ["{adjective_title} {noun} {1..99999}"], ["{noun_title} {1..99999}"], ["{noun}{1..999}"]),
      .text(
        "sentence", "a sentence", [sentence], ["{subject} {predicate} ({noun} {1..99999})."],
        ["{adjective_title} {noun} {1..99}"], ["{noun} {1..99}"]),
      .text(
        "paragraph", "two or three sentences",
        [
          "\(sentence) \(sentence) \(sentence)",
          "\(sentence) \(sentence)",
        ], [sentence], ["{adjective_title} {noun} {1..99}"],
        ["{noun} {1..99}"]),
      .text(
        "article", "several paragraphs",
        [
          "\(sentence) \(sentence) \(sentence)\n\n\(sentence) \(sentence)\n\n\(sentence) \(sentence)"
        ],
        ["\(sentence) \(sentence)"], [sentence], ["{noun} {1..99}"]),
      .text(
        "comment", "what somebody has to say",
        ["\(sentence) \(sentence)", "{subject} {predicate}{tail_}! {subject} {predicate}."],
        [sentence], ["{predicate} ({1..999})"], ["{noun} {1..99}"]),
      .text(
        "note", "a short note", ["{first_line} {subject} {predicate}{tail_}."],
        [sentence], ["{noun} {1..99}"]),
      .text(
        "subject", "the subject of a message",
        [
          "Question about {topic} {1..9999}", "{question} my {topic}\\?", "{topic_title} of {noun}",
        ],
        ["{topic_title} of {adjective} {noun} {1..9999}"]),
      .text(
        "question", "a question",
        [
          "{question} the {adjective} {noun}\\?",
          "{question} my {topic}\\?",
        ], ["{question} the {adjective} {noun} {1..9999}\\?"]),
      .text(
        "tag", "a word to find things by", ["{noun}"], ["{adjective}-{noun}"],
        ["{adjective}-{noun}-{1..9999}"]),
      .text(
        "tags", "some words with commas between",
        [
          "{noun}, {adjective}, {animal}",
          "{noun}, {topic}",
        ]),
      .text(
        "topic", "what something is about", ["{topic}"], ["{adjective} {topic}"],
        ["{adjective} {topic} {1..9999}"]),
      .text(
        "html", "a piece of HTML",
        ["<h2>{adjective_title} {noun_title}</h2><p>\(sentence) \(sentence)</p>"],
        ["<p>\(sentence)</p>"], ["<b>{noun} {1..99}</b>"]),
      .text(
        "markdown", "a piece of Markdown",
        ["\\# {adjective_title} {noun_title}\n\n\(sentence) **{noun}**: \(sentence)"]),
      .text("keywords", "words to be found by", ["{noun} {adjective} {topic}"]),
    ]
  }

  static var labels: [GeneratorDescription] {
    [
      .text(
        "status", "how far something is", ["{status}"], ["{status} ({noun})"],
        ["{status_title} {adjective} {noun}"]),
      .text("priority", "how urgent something is", ["{priority}"], ["{priority} {1..9999}"]),
      .text("skill_level", "how good somebody is", ["{level}"]),
      .text(
        "kind", "a kind of things", ["{kind}"], ["{kind} {noun}"],
        ["{kind} {adjective} {noun}"]),
      .text(
        "role", "what somebody may do", ["{role}"], ["{noun} {role}"],
        ["{adjective} {noun} {role}"]),
      .text(
        "action", "what somebody did", ["{action}"], ["{action}_{noun}"],
        ["{action}_{adjective}_{noun}"]),
      .text(
        "permission", "a right", ["{table_word}.{action}"], ["{noun}.{action}"],
        ["{adjective}_{noun}.{action}"]),
      .text(
        "reason", "why something is so", ["{subject} {predicate}{tail_}."], ["{reason}"],
        ["{noun} {1..99}"]),
      .text("weekday", "a day of the week", ["{weekday}"]),
      .text("month_name", "a month", ["{month}"]),
      .text("season", "a season", ["{season}"]),
      .text("letter", "a capital letter", ["^"], ["^^"], ["^^^"]),
      .text("yes_no", "Y or N", ["Y", "N"]),
      .text("flag_digit", "1 or 0", ["0", "1"]),
      .text("true_false", "true or false as text", ["true", "false"]),
      .text("unit_code", "a code of a unit or class", ["^^^"], ["^^"], ["^"]),
      .text(
        "hierarchy_path", "a place in a tree", ["/{1..99}/{1..99}/{1..99}/"],
        ["/{1..999}/{1..999}/{1..999}/{1..9999}/"]),
      .text("digits", "digits", ["########"], ["##########"], ["####"], ["##"], ["#"]),
      .text("year_text", "a year as text", ["{1990..2030}"]),
      .text("amount_text", "a number as text", ["{1..9999}.##"], ["{1..99999}"], ["{0..9}"]),
      .text(
        "duration_text", "a span of time as text", ["{00..23}:{00..59}:{00..59}"],
        ["{1..600} min"], ["{1..59}m"]),
    ]
  }
}
