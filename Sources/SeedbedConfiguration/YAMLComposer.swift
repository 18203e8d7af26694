/// Composes nodes from the events of a YAML text.
struct YAMLComposer {
  private let file: String
  /// What anchors name, and how many values that is.
  private var anchors: [String: (node: ConfigurationNode, count: Int)] = [:]
  /// Anchors whose values are not whole yet.
  private var open: Set<String> = []
  private var count = 0

  init(file: String) { self.file = file }

  /// The one document of a text; an empty mapping where there is none.
  consuming func document(
    _ events: inout YAMLEvents
  ) throws(ConfigurationProblems) -> ConfigurationNode {
    _ = try events.next()
    let first = try events.next()
    guard case .documentStart = first.content else {
      return ConfigurationNode(
        .mapping([]), at: ConfigurationPlace(file: file, line: 1, column: 1))
    }
    let node = try compose(try events.next(), &events, depth: 0)
    _ = try events.next()
    let last = try events.next()
    guard case .end = last.content else {
      throw failure(
        "a second document begins here; put everything into one, without '---' between", last.place)
    }
    // A file of comments alone.
    guard node.scalar == Scalar("") else { return node }
    return ConfigurationNode(.mapping([]), at: node.place)
  }

  private mutating func compose(
    _ event: YAMLEvents.Event, _ events: inout YAMLEvents, depth: Int
  ) throws(ConfigurationProblems) -> ConfigurationNode {
    guard depth <= YAMLReader.Limits.depth else {
      throw failure(
        "values are nested deeper than \(YAMLReader.Limits.depth) levels; write them flatter",
        event.place)
    }
    let before = count
    try add(1, event.place)
    let name: String?
    let content: ConfigurationNode.Content
    switch event.content {
    case .alias(let alias):
      guard let known = anchors[alias] else {
        throw failure(
          open.contains(alias)
            ? "*\(alias) is part of what it stands for; name something that is whole"
            : "nothing before is named &\(alias); name it first", event.place)
      }
      try add(known.count - 1, event.place)
      return ConfigurationNode(known.node.content, at: event.place)
    case .scalar(let scalar, let anchor):
      name = anchor
      content = .scalar(scalar)
    case .sequenceStart(let anchor):
      name = anchor
      if let anchor { open.insert(anchor) }
      content = .sequence(try sequence(&events, depth: depth))
    case .mappingStart(let anchor):
      name = anchor
      if let anchor { open.insert(anchor) }
      content = .mapping(try mapping(&events, depth: depth))
    case .start, .end, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
      preconditionFailure("libyaml balances its events")
    }
    let node = ConfigurationNode(content, at: event.place)
    if let name {
      open.remove(name)
      anchors[name] = (node, count - before)
    }
    return node
  }

  private mutating func sequence(
    _ events: inout YAMLEvents, depth: Int
  ) throws(ConfigurationProblems) -> [ConfigurationNode] {
    var elements: [ConfigurationNode] = []
    while true {
      let event = try events.next()
      if case .sequenceEnd = event.content { return elements }
      elements.append(try compose(event, &events, depth: depth + 1))
    }
  }

  private mutating func mapping(
    _ events: inout YAMLEvents, depth: Int
  ) throws(ConfigurationProblems) -> [ConfigurationNode.Entry] {
    var entries: [ConfigurationNode.Entry] = []
    var known: [String: ConfigurationPlace] = [:]
    while true {
      let event = try events.next()
      if case .mappingEnd = event.content { return entries }
      guard case .scalar(let key, _) = event.content else {
        throw failure("a name has to be a single text; put it into quotes", event.place)
      }
      if let first = known.updateValue(event.place, forKey: key.text) {
        throw failure(
          "'\(key.text)' is there twice, first in line \(first.line); keep one", event.place)
      }
      let value = try compose(try events.next(), &events, depth: depth + 1)
      entries.append(ConfigurationNode.Entry(key: key.text, place: event.place, value: value))
    }
  }

  private mutating func add(
    _ more: Int, _ place: ConfigurationPlace
  ) throws(ConfigurationProblems) {
    count += more
    guard count <= YAMLReader.Limits.nodeCount else {
      throw failure(
        "there are more than \(YAMLReader.Limits.nodeCount) values, those of aliases counted each "
          + "time; write fewer", place)
    }
  }

  private func failure(_ text: String, _ place: ConfigurationPlace) -> ConfigurationProblems {
    ConfigurationProblems([ConfigurationProblem(text, at: place)])
  }
}
