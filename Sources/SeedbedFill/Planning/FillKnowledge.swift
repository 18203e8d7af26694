internal import Seedbed

/// Who says what of columns and constraints: the inference, the analysis of CHECKs, and the database.
struct FillKnowledge {
  /// What the constraints of a table say of its rows.
  var rules: (RelationalTable) throws -> RowRules
  /// How the columns of a table are made that no foreign key decides.
  var decisions:
    (RelationalTable, RowRules, [String: FillConfiguration.Column]) throws -> [ColumnDecision]
  /// What else a column of some restrictions could get.
  var alternatives:
    (RelationalColumn, ColumnRestriction?, _ conditions: [String]) -> [FillInference.Alternative]
  /// What evaluates an expression over columns of a table in the database.
  var judge: (RelationalTable, String, [String]) throws -> DatabaseJudge
}
