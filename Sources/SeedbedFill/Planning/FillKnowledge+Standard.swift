internal import Seedbed

extension FillKnowledge {
  /// What the inference, the analysis of CHECKs and the database say.
  ///
  /// Throws `ReferenceDataError` for words that cannot be read.
  init(
    schema: RelationalSchema, binding: PlanBinding, session: any DatabaseSession,
    locales: FillLocales
  ) throws {
    let asOf = binding.asOf
    rules = { RowRules($0, dialect: schema.dialect, asOf: asOf) }
    func vocabulary(_ locale: FillLocale?) throws -> Vocabulary {
      try Vocabulary(reference: binding.reference, asOf: asOf, locale: locale)
    }
    let inference = FillInference(
      schema, vocabulary: try vocabulary(locales.standard),
      support: .analysis(dialect: schema.dialect, asOf: asOf),
      localVocabularies: try locales.named.mapValues(vocabulary))
    decisions = {
      inference.localized(locales.tables[$0.name])
        .decisions(
          for: $0, restrictions: $1.restrictions, configured: $2,
          ordered: $1.relations.compactMap {
            if case .order(let lesser, let greater, _, _) = $0 { (lesser, greater) } else { nil }
          })
    }
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
