import Seedbed

/// One part of a condition in disjunctive normal form.
enum ConstraintLiteral: Hashable, Sendable {
  /// A column obeys a restriction; `isExact` when the restriction says no more than the condition.
  case restriction(String, ColumnRestriction, isExact: Bool)
  /// A relation between columns holds.
  case relation(ColumnRelation)
  /// Nothing but the evaluation tells.
  case opaque(SQLExpression)

  /// Whether every row that obeys this obeys another.
  func implies(_ other: ConstraintLiteral) -> Bool {
    if self == other { return true }
    guard case .restriction(let column, let mine, _) = self else { return false }
    switch other {
    case .restriction(column, let theirs, _):
      if mine.isAlwaysNull { return !theirs.isNotNull }
      var loosened = mine
      loosened.isNotNull = theirs.isNotNull
      return loosened == theirs && (mine.isNotNull || !theirs.isNotNull)
    case .relation(.definition(column: column, _)): return mine.isAlwaysNull
    case .relation(.definition): return false
    case .relation(let relation): return mine.isAlwaysNull && relation.columns.contains(column)
    default: return false
    }
  }
}

/// A conjunction of literals, the restrictions of a column joined into one.
struct ConstraintTerm: Hashable, Sendable {
  private(set) var restrictions: [String: ColumnRestriction] = [:]
  private(set) var relations: [ColumnRelation] = []
  private(set) var opaque: [SQLExpression] = []
  /// Columns whose restriction says more than the condition does.
  private(set) var narrowed: Set<String> = []
  /// The column that nothing is left for, and why.
  private(set) var contradiction: (column: String, reason: String)? {
    get { contradictedColumn.map { ($0, contradictionReason) } }
    set {
      contradictedColumn = newValue?.column
      contradictionReason = newValue?.reason ?? ""
    }
  }
  private var contradictedColumn: String?
  private var contradictionReason = ""

  /// Joins literals; the table tells the columns' types.
  init(_ literals: [ConstraintLiteral], table: RelationalTable) {
    for literal in literals {
      switch literal {
      case .restriction(let column, let restriction, let isExact):
        if !isExact { narrowed.insert(column) }
        add(restriction, to: column, table: table)
      case .relation(let relation):
        if !relations.contains(relation) { relations.append(relation) }
      case .opaque(let expression):
        if !opaque.contains(expression) { opaque.append(expression) }
      }
    }
  }

  /// Adds what another term says.
  mutating func join(_ other: ConstraintTerm, table: RelationalTable) {
    for (column, restriction) in other.restrictions.sorted(by: { $0.key < $1.key }) {
      add(restriction, to: column, table: table)
    }
    relations += other.relations.filter { !relations.contains($0) }
    opaque += other.opaque.filter { !opaque.contains($0) }
    narrowed.formUnion(other.narrowed)
  }

  /// Adds a restriction of a column.
  mutating func add(_ restriction: ColumnRestriction, to column: String, table: RelationalTable) {
    guard let type = table[column]?.type else { return }
    let joined =
      restrictions[column].map { $0.intersection(restriction, type: type) } ?? restriction
    restrictions[column] = joined
    if contradiction == nil, let reason = joined.contradiction(type: type) {
      contradiction = (column, reason)
    }
  }

  /// Whether the contradiction may come from having been narrowed too far.
  var isContradictionSure: Bool {
    contradictedColumn.map { !narrowed.contains($0) } ?? false
  }

  /// The literals again.
  var literals: [ConstraintLiteral] {
    restrictions.sorted { $0.key < $1.key }.map {
      .restriction($0.key, $0.value, isExact: !narrowed.contains($0.key))
    } + relations.map { .relation($0) } + opaque.map { .opaque($0) }
  }

  /// The columns that it speaks of.
  var columns: Set<String> {
    Set(restrictions.keys).union(relations.flatMap(\.columns)).union(opaque.flatMap(\.columns))
  }
}
