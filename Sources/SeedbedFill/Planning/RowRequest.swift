public import Seedbed

/// How many rows each table is to get: one number for all, a size, or what `--rows` says of single
/// tables.
public struct RowRequest: Hashable, Sendable {
  /// How many rows tables get that are not named.
  public enum Standard: Hashable, Sendable {
    /// The same number for all.
    case count(Int)
    /// By what kind of table it is.
    case size(Size)
  }

  /// How big a database is.
  public enum Size: String, Hashable, Sendable, CaseIterable {
    /// Hundreds of rows in the big tables.
    case small = "s"
    /// Tens of thousands of rows.
    case medium = "m"
    /// A million rows.
    case large = "l"

    /// The rows of a big table, of one that others refer to, and of a look-up table.
    var counts: (big: Int, entity: Int, lookup: Int) {
      switch self {
      case .small: (1000, 200, 20)
      case .medium: (50_000, 5000, 50)
      case .large: (1_000_000, 100_000, 200)
      }
    }
  }

  /// What is said of tables that a pattern matches.
  public struct Rule: Hashable, Sendable {
    /// A table's name, with its schema or without, or a pattern with `*` and `?`.
    public var pattern: String
    /// The number.
    public var count: Count

    /// A number of rows.
    public enum Count: Hashable, Sendable {
      /// So many.
      case rows(Int)
      /// So many for each row of another table.
      case perRow(Int, of: String)
    }
  }

  /// What holds for tables that no rule names; nil when nothing is said, which is size `s`.
  public var standard: Standard?
  /// What is said of single tables; the last one that matches counts.
  public var rules: [Rule] = []

  /// Creates a request.
  public init(standard: Standard?, rules: [Rule] = []) {
    self.standard = standard
    self.rules = rules
  }

  /// Reads what `--rows` and `--size` say: `1000`, `users=100000,orders=10/users`.
  ///
  /// Throws all problems at once.
  public init(rows: [String], size: String?) throws(UsageProblems) {
    var problems: [String] = []
    if let size {
      if let known = Size(rawValue: size) {
        standard = .size(known)
      } else {
        problems.append("--size is '\(size)'; it takes s, m or l")
      }
    }
    for part in rows.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if sides.count == 1, let count = Self.count(sides[0]) {
        standard = .count(count)
      } else if sides.count == 2, !sides[0].isEmpty, let count = Self.rule(sides[1]) {
        rules.append(Rule(pattern: String(sides[0]), count: count))
      } else {
        problems.append(
          "--rows has '\(part)'; write a number, TABLE=1000 or TABLE=10/PARENT, with commas between"
        )
      }
    }
    if !problems.isEmpty { throw UsageProblems(problems) }
  }

  private static func count(_ text: Substring) -> Int? {
    guard let count = Int(text), count >= 0, text.first != "+" else { return nil }
    return count
  }

  /// Reads `1000` or `10/users`; nil for anything else.
  static func rule(_ text: Substring) -> Rule.Count? {
    let sides = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let count = count(sides[0]) else { return nil }
    guard sides.count == 2 else { return .rows(count) }
    return sides[1].isEmpty ? nil : .perRow(count, of: String(sides[1]))
  }

  /// The last rule that names a table.
  func rule(for table: RelationName) -> Rule? {
    rules.last { TablePattern($0.pattern).matches(table) }
  }
}

/// A table's name, with its schema or without, or a pattern of names.
struct TablePattern {
  let text: String

  init(_ text: String) { self.text = text }

  func matches(_ name: RelationName) -> Bool {
    let pattern = GlobPattern(text)
    return pattern.matches(name.description) || pattern.matches(name.table)
  }
}
