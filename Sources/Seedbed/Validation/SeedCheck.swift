/// One validation of a seeded database, declared in a line.
public struct SeedCheck: Sendable {
  /// What a finding means.
  public enum Kind: String, Sendable, CaseIterable {
    /// The data contradicts itself: an error.
    case integrity
    /// There is less than an application needs to work: an error.
    case minimum
    /// The data is thinner than it should be: a warning, an error in strict mode.
    case quality
  }

  /// A stable id, such as `orphaned_avatars`.
  public let id: String
  /// What a finding means.
  public let kind: Kind
  /// What must hold, in a few words.
  public let title: String
  /// The step without which it means nothing; nil for one that always holds.
  package var step: StepID?
  /// What the check consists of: queries that may run side by side.
  let parts: @Sendable (SchemaCatalog) -> [QueryWorkers.Task<CheckFinding>]

  /// A check whose closure looks for itself.
  public init(
    _ id: String, _ kind: Kind, _ title: String,
    evaluate: @escaping @Sendable (any DatabaseSession, SchemaCatalog) throws -> CheckFinding
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    parts = { catalog in [{ session in try evaluate(session, catalog) }] }
  }

  /// A check of several parts, whose findings are added up.
  init(
    _ id: String, _ kind: Kind, _ title: String,
    parts: @escaping @Sendable (SchemaCatalog) -> [QueryWorkers.Task<CheckFinding>]
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.parts = parts
  }

  /// A query that must return no row; the rows that it returns are the offenders.
  public static func noRows(_ id: String, _ kind: Kind, _ title: String, sql: String) -> SeedCheck {
    SeedCheck(id, kind, title) { session, _ in
      var offenders: [String] = []
      var count = 0
      try session.query(sql, []) { row in
        count += 1
        if offenders.count < CheckFinding.offenderLimit {
          offenders.append(
            zip(row.columnNames, row.values).map { "\($0) \($1.displayText)" }
              .joined(separator: ", "))
        }
      }
      return CheckFinding(passed: count == 0, count: count, offenders: offenders)
    }
  }

  /// A query whose one number must reach a minimum.
  public static func atLeast(
    _ minimum: Int, _ id: String, _ kind: Kind, _ title: String, sql: String
  ) -> SeedCheck {
    SeedCheck(id, kind, title) { session, _ in
      var count = 0
      try session.query(sql, []) { row in count = Int(row[0].asInt64 ?? 0) }
      return CheckFinding(passed: count >= minimum, count: count, required: minimum)
    }
  }
}

/// What a check found.
public struct CheckFinding: Hashable, Sendable {
  /// The most offending rows that are kept.
  public static let offenderLimit = 5

  /// Whether what must hold does.
  public var passed: Bool
  /// What was counted: offending rows, or the number that must reach the minimum.
  public var count: Int
  /// The number that `count` must reach; nil where it must be 0.
  public var required: Int?
  /// Up to five offending rows, each in one line.
  public var offenders: [String]

  /// Creates a finding.
  public init(passed: Bool, count: Int, required: Int? = nil, offenders: [String] = []) {
    self.passed = passed
    self.count = count
    self.required = required
    self.offenders = Array(offenders.prefix(Self.offenderLimit))
  }

  /// The findings of a check's parts, added up; `required` is the first part's.
  init(adding parts: some Collection<CheckFinding>) {
    self.init(
      passed: parts.allSatisfy(\.passed), count: parts.reduce(0) { $0 + $1.count },
      required: parts.first?.required, offenders: parts.flatMap(\.offenders))
  }
}

extension DatabaseValue {
  /// The value in a short form for people; texts are cut at 60 characters.
  public var displayText: String {
    switch self {
    case .null: "NULL"
    case .integer(let value): String(value)
    case .real(let value): String(value)
    case .text(let value): value.count > 60 ? String(value.prefix(59)) + "…" : value
    case .blob(let value): "\(value.count) bytes"
    case .bool(let value): String(value)
    case .timestamp(let value): value.description
    case .date(let value): value.description
    }
  }
}
