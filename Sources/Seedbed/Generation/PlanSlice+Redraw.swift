extension PlanSlice {
  /// Draws rows that do not meet the table's filters again until they do.
  ///
  /// Throws `UnmetFilter` for a row that does in no attempt.
  func drawAgain(_ table: CompiledPlan.Table, _ part: Part) throws {
    guard !table.filters.isEmpty, part.batch.rowCount > 0 else { return }
    var failing = try failing(table, part)
    guard !failing.isEmpty else { return }
    let trial = Part(table)
    for attempt in 1...RowFilter.attemptLimit {
      place(trial, at: failing, of: part)
      try compute(trial, attempt: attempt, at: failing, of: part, table)
      let still = try self.failing(table, trial)
      var next = 0
      var left: [Int] = []
      for (index, position) in failing.enumerated() {
        if next < still.count, still[next] == index {
          next += 1
          left.append(position)
          continue
        }
        for (column, redraw) in table.redraws.enumerated() {
          if case .kept = redraw { continue }
          part.vectors[column].copy(
            index, of: trial.vectors[column], to: position, rowCount: part.batch.rowCount)
        }
      }
      failing = left
      if failing.isEmpty { return }
    }
    throw UnmetFilter(
      location: ErrorLocation(table: table.name, row: part.rows.base[failing[0]]),
      filters: try unmet(table, trial))
  }

  /// The positions of the rows that do not meet the filters.
  private func failing(_ table: CompiledPlan.Table, _ part: Part) throws -> [Int] {
    let rowCount = part.batch.rowCount
    let rejected = ScratchBuffer<UInt8>()
    rejected.resize(rowCount)
    rejected.base.update(repeating: 0, count: rowCount)
    for filter in table.filters { try reject(filter, part, into: rejected.base) }
    return (0..<rowCount).filter { rejected.base[$0] != 0 }
  }

  private func reject(
    _ filter: CompiledPlan.Filter, _ part: Part, into rejected: UnsafeMutablePointer<UInt8>
  ) throws {
    try filter.condition.reject(
      filter.inputs.map { part.vectors[$0] }, rowCount: part.batch.rowCount, into: rejected)
  }

  private func unmet(_ table: CompiledPlan.Table, _ part: Part) throws -> [String] {
    let rejected = ScratchBuffer<UInt8>()
    rejected.resize(part.batch.rowCount)
    return try table.filters.filter { filter in
      rejected.base.update(repeating: 0, count: part.batch.rowCount)
      try reject(filter, part, into: rejected.base)
      return (0..<part.batch.rowCount).contains { rejected.base[$0] != 0 }
    }.map(\.name)
  }

  private func place(_ trial: Part, at positions: [Int], of part: Part) {
    trial.rows.resize(positions.count)
    trial.parentRows.resize(positions.count)
    trial.parentPositions.resize(positions.count)
    trial.ordinals.resize(positions.count)
    trial.siblingCounts.resize(positions.count)
    for (index, position) in positions.enumerated() {
      trial.rows.base[index] = part.rows.base[position]
      trial.parentRows.base[index] = part.parentRows.base[position]
      trial.parentPositions.base[index] = part.parentPositions.base[position]
      trial.ordinals.base[index] = part.ordinals.base[position]
      trial.siblingCounts.base[index] = part.siblingCounts.base[position]
    }
    trial.isContiguous = false
    trial.batch.rowCount = positions.count
  }

  private func compute(
    _ trial: Part, attempt: Int, at positions: [Int], of part: Part, _ table: CompiledPlan.Table
  ) throws {
    for (index, column) in table.columns.enumerated() {
      let output = trial.vectors[index]
      output.reset(rowCount: positions.count)
      guard case .generated(let generator, let stream, let inputs) = column.source else {
        positions.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          gather(part.vectors[index], at: base, into: output, rowCount: positions.count)
        }
        continue
      }
      switch table.redraws[index] {
      case .kept:
        positions.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          gather(part.vectors[index], at: base, into: output, rowCount: positions.count)
        }
      case .following:
        try fill(
          output, with: generator, stream, inputs: inputs, of: trial, column: column.name,
          in: table)
      case .drawn:
        try fill(
          output, with: generator, stream, inputs: inputs, of: trial, attempt: attempt,
          column: column.name, in: table)
      }
    }
  }
}

extension ColumnVector {
  /// Copies one value of another vector of the same kind, the bytes of a text included.
  package func copy(_ from: Int, of other: ColumnVector, to row: Int, rowCount: Int) {
    let isNull = other.isNull(from)
    if isNull { beginNulls(rowCount: rowCount) }
    if hasNulls { nulls[row] = isNull ? 1 : 0 }
    guard kind.isText else {
      words[row] = other.words[from]
      return
    }
    if isNull { return }
    let cell = other.texts[from]
    let start = arena.reserve(cell.count)
    start.update(from: cell.start, count: cell.count)
    arena.commit(cell.count)
    texts[row] = TextCell(start: start, count: cell.count)
  }
}
