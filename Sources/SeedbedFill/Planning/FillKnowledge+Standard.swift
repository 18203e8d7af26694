internal import Seedbed

extension FillKnowledge {
  /// What the inference, the analysis of CHECKs and the database say.
  ///
  /// Throws `ReferenceDataError` for words that cannot be read.
  init(
    schema: RelationalSchema, binding: PlanBinding, session: any DatabaseSession,
    locale: FillLocale? = nil
  ) throws {
    let asOf = binding.asOf
    rules = { RowRules($0, dialect: schema.dialect, asOf: asOf) }
    let inference = FillInference(
      schema, vocabulary: try Vocabulary(reference: binding.reference, asOf: asOf, locale: locale),
      support: .analysis(dialect: schema.dialect, asOf: asOf))
    decisions = { inference.decisions(for: $0, restrictions: $1, configured: $2) }
    alternatives = {
      inference.alternatives(for: $0, restriction: $1 ?? ColumnRestriction(), conditions: $2)
    }
    let connection = JudgeConnection {
      guard let evaluator = try session.makeEvaluator() else {
        throw GeneratorProblem(
          "the database gives no second connection, which CHECKs with functions of its own need")
      }
      return evaluator
    }
    judge = { table, expression, names in
      // A load is in a transaction all the time, in which no further connection is to be had.
      try connection.use { _ in }
      return DatabaseJudge(
        expression: expression, columns: names.compactMap { table[$0] },
        dialect: schema.dialect, connection: connection)
    }
  }
}
