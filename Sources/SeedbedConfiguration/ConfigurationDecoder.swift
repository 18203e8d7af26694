internal import Seedbed

/// Takes values out of nodes, and keeps all that is wrong with them.
///
/// Each method notes a problem and returns nil where a node is not what it should be, so that the
/// caller goes on and the user sees everything at once.
public final class ConfigurationDecoder {
  /// What was wrong, in the order in which it was found.
  public private(set) var problems: [ConfigurationProblem] = []

  /// Creates a decoder without problems.
  public init() {}

  /// Notes a problem.
  public func note(_ text: String, at place: ConfigurationPlace?) {
    problems.append(ConfigurationProblem(text, at: place))
  }

  /// Throws all problems, when there are any.
  public func finish() throws(ConfigurationProblems) {
    if !problems.isEmpty { throw ConfigurationProblems(problems) }
  }

  /// The entries of a mapping by their keys, without those that are not known, which are problems.
  ///
  /// - Parameters:
  ///   - node: the mapping; what is empty has no entries.
  ///   - keys: the keys that may be there.
  ///   - name: what the mapping is called in messages, as `a table`.
  public func fields(
    _ node: ConfigurationNode, _ keys: [String], of name: String
  ) -> [String: ConfigurationNode.Entry] {
    var fields: [String: ConfigurationNode.Entry] = [:]
    for entry in entries(node, name) ?? [] {
      guard keys.contains(entry.key) else {
        noteUnknown(entry.key, among: keys, what: "\(name) has no key", at: entry.place)
        continue
      }
      fields[entry.key] = entry
    }
    return fields
  }

  /// The entries of a mapping whose keys are the user's own; none for what is empty.
  public func entries(_ node: ConfigurationNode, _ name: String) -> [ConfigurationNode.Entry]? {
    if let entries = node.entries { return entries }
    if node.isNull { return [] }
    note("\(name) is a mapping, as 'key: value', and not \(node.kind)", at: node.place)
    return nil
  }

  /// Notes that a name is not among those that are known, with the one that may be meant.
  public func noteUnknown(
    _ name: String, among known: [String], what: String, at place: ConfigurationPlace?
  ) {
    let hint =
      nearest(to: name, in: known).map { "did you mean '\($0)'?" }
      ?? "there are \(known.joined(separator: ", "))"
    note("\(what) '\(name)'; \(hint)", at: place)
  }

  /// A text; numbers and truth values are taken as they are written.
  public func text(_ node: ConfigurationNode, _ name: String) -> String? {
    if let scalar = node.scalar, scalar.meaning != .null { return scalar.text }
    note("\(name) is a text, and not \(node.kind)", at: node.place)
    return nil
  }

  /// Several texts, or a single one.
  public func texts(_ node: ConfigurationNode, _ name: String) -> [String]? {
    guard let elements = node.elements else { return text(node, name).map { [$0] } }
    let texts = elements.compactMap { text($0, "each of \(name)") }
    return texts.count == elements.count ? texts : nil
  }

  /// True or false.
  public func boolean(_ node: ConfigurationNode, _ name: String) -> Bool? {
    if case .boolean(let truth) = node.scalar?.meaning { return truth }
    note("\(name) is true or false, and not \(node.kind)", at: node.place)
    return nil
  }

  /// A whole number of a range.
  public func integer(
    _ node: ConfigurationNode, _ name: String, in range: ClosedRange<Int> = .min ... .max
  ) -> Int? {
    if case .integer(let number) = node.scalar?.meaning, range.contains(Int(number)) {
      return Int(number)
    }
    let bounds =
      range == .min ... .max
      ? ""
      : range.upperBound == .max
        ? " from \(range.lowerBound) up" : " from \(range.lowerBound) to \(range.upperBound)"
    note("\(name) is a whole number\(bounds), and not \(node.kind)", at: node.place)
    return nil
  }

  /// A number of a range.
  public func number(
    _ node: ConfigurationNode, _ name: String,
    in range: ClosedRange<Double> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude
  ) -> Double? {
    switch node.scalar?.meaning {
    case .integer(let number) where range.contains(Double(number)): return Double(number)
    case .number(let number) where range.contains(number): return number
    default: break
    }
    let bounds =
      range.upperBound == .greatestFiniteMagnitude
      ? "" : " from \(range.lowerBound) to \(range.upperBound)"
    note("\(name) is a number\(bounds), and not \(node.kind)", at: node.place)
    return nil
  }

  /// One of some words.
  public func word(_ node: ConfigurationNode, _ name: String, of words: [String]) -> String? {
    if let text = node.scalar?.text, words.contains(text) { return text }
    note("\(name) is one of \(words.joined(separator: ", ")), and not \(node.kind)", at: node.place)
    return nil
  }
}
