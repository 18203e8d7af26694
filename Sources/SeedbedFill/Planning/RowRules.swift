internal import Seedbed

/// What constraints say of the rows of one table, in the forms that the plan of a fill obeys.
struct RowRules {
  /// What each column obeys by itself.
  var restrictions: [String: ColumnRestriction] = [:]
  /// What must hold between columns of every row.
  var relations: [ColumnRelation] = []
  /// Disjunctions, of which each row meets one alternative.
  var choices: [RowChoice] = []
  /// What rows are tried by.
  var conditions: [Condition] = []
  /// CHECKs over one column, which `restrictions` say as well: to see whether generators obey.
  var singles: [Condition] = []
  /// What the database alone can judge.
  var undecided: [CheckConstraint] = []
  /// For each partial unique index by name, what marks the rows that it does not hold.
  var predicates: [String: Condition] = [:]
  /// What no row can satisfy.
  var conflicts: [String] = []

  /// A condition over columns of a row.
  struct Condition {
    let name: String
    let columns: [String]
    let criterion: any RowCriterion
  }
}
