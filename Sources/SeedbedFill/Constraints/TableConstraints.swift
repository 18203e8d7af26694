public import Seedbed

/// What the CHECKs, domains, lengths and NOT NULLs of one table say of its rows, in the forms that
/// a fill can obey.
///
/// How to make rows from it:
/// 1. Draw each column within `restrictions`. NULL obeys everything but `isNotNull`.
/// 2. For each of `choices`, draw one alternative from the row's stream; its restrictions, which
///    include the ones of step 1, replace them for its columns, and its relations join `relations`.
/// 3. Make columns obey `relations` where the plan can: the later of two dates from the earlier one
///    and a positive distance, a defined column by its formula.
/// 4. Evaluate every one of `conditions`, and make rows that violate one anew in some of its
///    columns. `conditions` has every CHECK over more than one column and whatever else
///    `restrictions` do not imply, choices and relations included: steps 2 and 3 only spare
///    attempts, so a plan that cannot use one of them leaves it out.
/// 5. Let the database judge the rows by `undecided` before they are written.
///
/// `conflicts` are to be reported before anything is written.
public struct TableConstraints: Sendable {
  /// What each column must obey by itself, by column; every column of the table has one.
  public internal(set) var restrictions: [String: ColumnRestriction] = [:]
  /// Disjunctions, no two over the same column.
  public internal(set) var choices: [RowChoice] = []
  /// What must hold between columns of every row, unless one of them is NULL.
  public internal(set) var relations: [ColumnRelation] = []
  /// What a row must be tried by: nothing of it is FALSE for a good row.
  public internal(set) var conditions: [RowCondition] = []
  /// What the database has to judge, and why: because it is not understood, in which case nothing
  /// else says anything of it, or because the moment of insertion decides.
  public internal(set) var undecided: [UndecidedCheck] = []
  /// Columns that no value is left for, and CHECKs that no row satisfies.
  public internal(set) var conflicts: [ConstraintConflict] = []
}

extension TableConstraints {
  /// Analyses a table's constraints; functions that read the clock are taken to say `asOf`.
  public init(table: RelationalTable, dialect: RelationalSchema.Dialect, asOf: Timestamp) {
    var analysis = ConstraintAnalysis(
      scope: ExpressionScope(table: table, dialect: dialect, asOf: asOf))
    analysis.run()
    self = analysis.result
  }
}

/// A CHECK whose truth only the database knows.
public struct UndecidedCheck: Hashable, Sendable {
  /// The constraint; in one of a domain, the column's name stands in place of `VALUE`.
  public var check: CheckConstraint
  /// Why it was not decided, such as `the function is_valid is not known`.
  public var reason: String
}

/// Constraints that contradict each other or themselves.
public struct ConstraintConflict: Hashable, Sendable, CustomStringConvertible {
  /// The table.
  public var table: RelationName
  /// The column that no value is left for; nil when it is a matter of several columns.
  public var column: String?
  /// The names, or the texts, of the constraints that no row satisfies together.
  public var sources: [String]
  /// What contradicts what, such as `nothing is greater than 5 and less than 3`.
  public var explanation: String

  /// One sentence: where, why, and which constraints.
  public var description: String {
    let place = column.map { "\(table).\($0)" } ?? "\(table)"
    return "\(place): \(explanation) (\(sources.joined(separator: ", ")))"
  }
}

/// A disjunction that rows satisfy by one of several alternatives.
public struct RowChoice: Hashable, Sendable {
  /// The columns that the alternatives speak of, in the table's order.
  public var columns: [String]
  /// The alternatives, at least two and at most 64, in the order of the constraint's text.
  public var alternatives: [Alternative]
  /// The names, or the texts, of the constraints that it comes from.
  public var sources: [String]

  /// One way to satisfy it.
  public struct Alternative: Hashable, Sendable {
    /// What columns obey in it, the table's own restrictions of them included; columns that it
    /// does not name keep the table's.
    public var restrictions: [String: ColumnRestriction]
    /// What must hold between columns besides.
    public var relations: [ColumnRelation]
    /// Whether restrictions and relations imply the constraint; where they do not, rows of it may
    /// fail its condition, and are made anew.
    public var isSufficient: Bool
  }
}

/// What must hold between two columns, or between one and those that define it; NULL in either
/// column, or as the formula's value, obeys it.
public enum ColumnRelation: Hashable, Sendable {
  /// `lesser + distance <= greater`, or `<` when it is strict. The natural use makes the greater
  /// column from the lesser one.
  case order(lesser: String, greater: String, distance: Distance, isStrict: Bool)
  /// Both have the same value.
  case equal(String, String)
  /// They have different values.
  case different(String, String)
  /// A column's value is the formula's.
  case definition(column: String, formula: RowFormula)

  /// How far apart two values are at least; it may be negative.
  public enum Distance: Hashable, Sendable {
    /// Nothing between them.
    case none
    /// A difference of numbers, or of days between dates.
    case number(Double)
    /// A difference of instants.
    case microseconds(Int64)
  }

  /// The columns that it speaks of; the ones that a formula reads included.
  public var columns: [String] {
    switch self {
    case .order(let lesser, let greater, _, _): [lesser, greater]
    case .equal(let a, let b), .different(let a, let b): [a, b]
    case .definition(let column, let formula): [column] + formula.columns
    }
  }
}
