internal import Seedbed
internal import SeedbedConfiguration

extension FillPlanner {
  /// Tries configured columns with a table's first rows, against everything that can be seen before
  /// anything is written.
  func tryOut(_ draft: TableDraft, _ plan: CompiledPlan) throws {
    let given = draft.decisions.filter { $0.configured != nil }
    guard !given.isEmpty else { return }
    let stored = draft.columns.filter(\.isStored).map(\.name)
    func problem(_ column: String, _ reason: String) -> FillProblem {
      let place = given.first { $0.column == column }?.configured?.pattern.place
      return FillProblem(
        table: draft.table.name,
        reason: "\(place.map { "\($0): " } ?? "")\(draft.table.name).\(column): \(reason)")
    }
    do {
      try firstRows(of: draft, plan, stored) { vectors, rowCount in
        for decision in given {
          guard let position = stored.firstIndex(of: decision.column),
            let column = draft.table[decision.column]
          else { continue }
          let vector = vectors[position]
          if !column.isNullable, (0..<rowCount).contains(where: { vector.isNull($0) }) {
            throw problem(column.name, "some rows get NULL, which it may not be; correct that")
          }
          try tryOut(decision, column, vector, rowCount: rowCount, of: draft, problem)
        }
      }
    } catch let error as UnmetFilter {
      let inputs = draft.filters.filter { error.filters.contains($0.name) }.flatMap(\.inputs)
      let meant = given.filter { inputs.contains($0.column) }
      guard let first = meant.first else {
        throw FillProblem(table: draft.table.name, reason: "\(error)")
      }
      let names = meant.map(\.column).joined(separator: ", ")
      throw problem(
        first.column,
        "what is configured for \(names) contradicts \(error.filters.joined(separator: ", ")); "
          + "correct one of these columns")
    } catch let error as GenerationError where given.contains(where: { $0.column == error.column })
    {
      throw problem(error.column, error.reason)
    }
  }

  private func tryOut(
    _ decision: ColumnDecision, _ column: RelationalColumn, _ vector: ColumnVector, rowCount: Int,
    of draft: TableDraft, _ problem: (String, String) -> FillProblem
  ) throws {
    for single in rules(of: draft.table.name)?.singles ?? [] where single.columns == [column.name] {
      let rejected = try single.criterion.rejected([vector], rowCount: rowCount)
      guard let row = rejected.firstIndex(of: 1) else { continue }
      throw problem(
        column.name,
        "\(vector[row].shown) contradicts CHECK \(single.name); choose values that do not")
    }
    // What travels as text is understood by the database alone.
    let family = ValueFamily(column.type)
    guard schema.dialect == .postgres, vector.kind == .text, family != .text else { return }
    do {
      let judge = try knowledge.judge(
        draft.table, SQLIdentifier(column.name).quoted, [column.name])
      _ = try judge.texts([vector], rowCount: rowCount)
    } catch let error as any DatabaseError where error.kind != .unavailable {
      throw problem(column.name, "the database does not take its values: \(error.message)")
    }
  }
}

extension DatabaseValue {
  /// The value for messages.
  var shown: String {
    switch self {
    case .null: "NULL"
    case .integer(let number): "\(number)"
    case .real(let number): number == number.rounded() ? "\(Int64(number))" : "\(number)"
    case .bool(let truth): "\(truth)"
    case .text(let text): "'\(text)'"
    case .timestamp(let instant): instant.description
    case .date(let day): day.description
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }
}
