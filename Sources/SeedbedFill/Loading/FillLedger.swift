internal import Seedbed

/// What the ledger says of fills.
///
/// The plans of a fill that goes on are named `fill users`, those of one that came to its end
/// `filled users`, and those that appended rows `append 1 to users`; a step's have the step before
/// that.
struct FillLedger {
  private let request: FillRequest
  private let session: any DatabaseSession
  private let schema: RelationalSchema
  private let plans: Set<String>

  /// Reads what is recorded; nothing is before the first load.
  init(of request: FillRequest, _ schema: RelationalSchema, on session: any DatabaseSession) throws
  {
    self.request = request
    self.session = session
    self.schema = schema
    plans = Set(try ChunkedPlans.names(on: session))
  }

  /// Tables of this request that an earlier call has begun to fill; none for one that appends, which
  /// leaves nothing begun.
  var tablesBegun: Set<RelationName> {
    guard !request.appends else { return [] }
    return Set(groups.filter { plans.contains(request.planName(of: $0[0])) }.joined())
  }

  /// Tables that a fill which came to its end has filled.
  var tablesFilled: Set<RelationName> {
    Set(groups.filter { plans.contains("filled \($0[0])") }.joined())
  }

  /// How many times rows were appended.
  var appendCount: Int { plans.compactMap { Self.plan($0).append }.max() ?? 0 }

  /// The tables, those of a circle together; none before the first load.
  private var groups: [[RelationName]] {
    plans.isEmpty ? [] : TableOrder(schema.tables).groups
  }

  /// Whether something of a plan is recorded.
  func contains(_ plan: String) -> Bool { plans.contains(plan) }

  /// Forgets what was written into tables that have been emptied since: they are filled from the
  /// beginning.
  func forgetEmptied() throws {
    let written = Dictionary(grouping: plans) { Self.plan($0).table }
    for group in groups {
      guard let plans = written[group[0].description] else { continue }
      let tables = schema.tables.filter { group.contains($0.name) }
      if try tables.allSatisfy({ try TableSurvey.count($0, on: session) == 0 }) {
        for plan in plans { try ChunkedPlans.forget(plan, on: session) }
      }
    }
  }

  /// Notes that the fill of some tables has come to its end: a later one leaves their rows as they are.
  func finish(_ tables: [RelationName]) throws {
    let names = tables.map { DatabaseValue.text(request.planName(of: $0)) }
    guard !names.isEmpty, try session.ledgerTables().contains(.chunks) else { return }
    let chunks = session.name(of: .chunks)
    let finished = "'filled ' || substr(plan, length('fill ') + 1)"
    let isOurs = "plan IN (\(names.indices.map { "$\($0 + 1)" }.joined(separator: ", ")))"
    try session.begin()
    do {
      // What is said of rows that the tables had before they were emptied.
      try session.execute(
        "DELETE FROM \(chunks) WHERE plan IN (SELECT \(finished) FROM \(chunks) WHERE \(isOurs))",
        names)
      try session.execute("UPDATE \(chunks) SET plan = \(finished) WHERE \(isOurs)", names)
      try session.commit()
    } catch let error {
      try? session.rollback()
      throw error
    }
  }

  /// The table of a plan of the command's, and which time of appending it is of; nil for other plans.
  private static func plan(_ name: String) -> (table: String?, append: Int?) {
    let words = name.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2 else { return (nil, nil) }
    switch words[0] {
    case "fill", "filled": return (words[1], nil)
    case "append":
      let parts = words[1].split(separator: " ", maxSplits: 2)
      guard parts.count == 3, parts[1] == "to", let number = Int(parts[0]) else {
        return (nil, nil)
      }
      return (String(parts[2]), number)
    default: return (nil, nil)
    }
  }
}
