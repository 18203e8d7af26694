internal import Seedbed

/// The decisions of one table in the making, with the hidden columns that some of them read.
struct ColumnDrafts {
  private var drafts: [ColumnDraft]
  private var hidden: [(decision: ColumnDecision, reads: [String])] = []

  init(_ drafts: [ColumnDraft]) { self.drafts = drafts }

  /// The positions of the table's columns.
  var indices: Range<Int> { drafts.indices }

  /// One column of the table.
  subscript(position: Int) -> ColumnDraft {
    get { drafts[position] }
    set { drafts[position] = newValue }
  }

  /// The position of a column of the table, or nil.
  func position(of column: String) -> Int? { drafts.firstIndex { $0.column.name == column } }

  /// Adds a hidden column.
  mutating func hide(_ decision: ColumnDecision, reading reads: [String] = []) {
    hidden.append((decision, reads))
  }

  /// The people that some columns are all of; nil when they are not.
  func person(of positions: [Int]) -> PersonSpace? {
    guard let first = positions.first, let read = drafts[first].reads.first,
      positions.allSatisfy({ drafts[$0].reads == [read] }),
      case .space(let space as PersonSpace)? = hidden.first(where: { $0.decision.column == read })?
        .decision.source
    else { return nil }
    return space
  }

  /// Makes what reads a column, by itself or through hidden ones, as it would be without a relation.
  mutating func detachReaders(of name: String, plain: [ColumnDraft]) {
    var names: Set<String> = [name]
    while let next = hidden.firstIndex(where: { !names.isDisjoint(with: $0.reads) }) {
      names.insert(hidden[next].decision.column)
      hidden.remove(at: next)
    }
    for position in drafts.indices where !names.isDisjoint(with: drafts[position].reads) {
      drafts[position] = plain[position]
    }
  }

  /// A name for a hidden column that no other column has.
  func hiddenName(_ purpose: String) -> String {
    var name = "seedbed \(purpose)"
    while drafts.contains(where: { $0.column.name == name })
      || hidden.contains(where: { $0.decision.column == name })
    {
      name += "'"
    }
    return name
  }

  /// All decisions, hidden columns first, but each after those that it reads.
  var ordered: [ColumnDecision] {
    var rest = hidden + drafts.map { ($0.decision, $0.reads) }
    var result: [ColumnDecision] = []
    var open = Set(rest.map(\.decision.column))
    while !rest.isEmpty {
      let ready = rest.filter { open.isDisjoint(with: $0.reads) }
      precondition(!ready.isEmpty, "columns of a group read each other in a circle")
      result += ready.map(\.decision)
      open.subtract(ready.map(\.decision.column))
      rest.removeAll { !open.contains($0.decision.column) }
    }
    return result
  }
}
