internal import CYAML

/// The events of a YAML text, one after the other, from libyaml's parser.
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let bytes: UnsafeBufferPointer<UInt8>
  private let file: String

  /// One event.
  struct Event {
    let content: Content
    let place: ConfigurationPlace

    enum Content {
      case start
      case end
      case documentStart
      case documentEnd
      case alias(String)
      case scalar(Scalar, anchor: String?)
      case sequenceStart(anchor: String?)
      case sequenceEnd
      case mappingStart(anchor: String?)
      case mappingEnd
    }
  }

  /// Begins with a text, which has to stay where it is.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(ConfigurationProblems) {
    parser = .allocate(capacity: 1)
    self.bytes = bytes
    self.file = file
    guard yaml_parser_initialize(parser) == 1 else {
      // deinit of what is not whole does not run.
      parser.deallocate()
      throw YAMLReader.problem("there is no memory left", file, line: 1, column: 1)
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event.
  mutating func next() throws(ConfigurationProblems) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    let place = place(event.start_mark)
    func refuse(_ tag: UnsafeMutablePointer<yaml_char_t>?) throws(ConfigurationProblems) {
      guard let tag else { return }
      throw ConfigurationProblems([
        ConfigurationProblem(
          "tags such as \(Self.text(tag)) are not understood; leave it out, and put texts that look "
            + "like numbers into quotes", at: place)
      ])
    }
    let content: Event.Content
    switch event.type {
    case YAML_STREAM_END_EVENT: content = .end
    case YAML_DOCUMENT_START_EVENT: content = .documentStart
    case YAML_DOCUMENT_END_EVENT: content = .documentEnd
    case YAML_ALIAS_EVENT: content = .alias(Self.text(event.data.alias.anchor))
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      try refuse(scalar.tag)
      let text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      content = .scalar(
        Scalar(text, isQuoted: scalar.style != YAML_PLAIN_SCALAR_STYLE),
        anchor: scalar.anchor.map(Self.text))
    case YAML_SEQUENCE_START_EVENT:
      try refuse(event.data.sequence_start.tag)
      content = .sequenceStart(anchor: event.data.sequence_start.anchor.map(Self.text))
    case YAML_SEQUENCE_END_EVENT: content = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      try refuse(event.data.mapping_start.tag)
      content = .mappingStart(anchor: event.data.mapping_start.anchor.map(Self.text))
    case YAML_MAPPING_END_EVENT: content = .mappingEnd
    default: content = .start
    }
    return Event(content: content, place: place)
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>) -> String {
    String(cString: pointer)
  }

  private func place(_ mark: yaml_mark_t) -> ConfigurationPlace {
    ConfigurationPlace(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  /// What the parser stumbled over.
  private func failure() -> ConfigurationProblems {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
    guard parser.pointee.error != YAML_READER_ERROR else {
      let offset = min(Int(parser.pointee.problem_offset), bytes.count)
      let before = bytes[..<offset]
      let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      return YAMLReader.problem(
        "\(problem); the file has to be text in UTF-8", file,
        line: 1 + before.count { $0 == UInt8(ascii: "\n") },
        column: 1 + String(decoding: before[start...], as: UTF8.self).unicodeScalars.count)
    }
    let place = place(parser.pointee.problem_mark)
    let offset = Int(parser.pointee.problem_mark.index)
    if parser.pointee.error == YAML_SCANNER_ERROR, offset < bytes.count,
      let tab = bytes[offset...].first, tab == UInt8(ascii: "\t")
    {
      return ConfigurationProblems([
        ConfigurationProblem("a tab stands where YAML has spaces; indent with spaces", at: place)
      ])
    }
    var text = problem
    if let context = parser.pointee.context.map({ String(cString: $0) }) {
      let begun = parser.pointee.context_mark
      text += " \(context)"
      if begun.line != parser.pointee.problem_mark.line, begun.line > 0 || begun.column > 0 {
        text += " that begins in line \(begun.line + 1)"
      }
    }
    return ConfigurationProblems([
      ConfigurationProblem("this is not YAML: \(text); correct it", at: place)
    ])
  }
}
