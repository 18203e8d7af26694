/// The rows of all tables that belong to some parents, with the storage to compute them in, used
/// again for the next ones.
///
/// A slice belongs to one thread at a time; the pipeline hands it over whole.
final class PlanSlice: @unchecked Sendable {
  /// The rows of one table.
  final class Part {
    let batch: TableBatch
    let vectors: [ColumnVector]
    let rows = ScratchBuffer<Int>()
    let parentRows = ScratchBuffer<Int>()
    let parentPositions = ScratchBuffer<Int>()
    let ordinals = ScratchBuffer<Int>()
    let siblingCounts = ScratchBuffer<Int>()
    var isContiguous = true

    init(_ table: CompiledPlan.Table) {
      let vectors = table.columns.map { ColumnVector(kind: $0.kind) }
      self.vectors = vectors
      batch = TableBatch(columns: table.stored.map { vectors[$0] })
    }
  }

  let plan: CompiledPlan
  let parts: [Part]
  private let counts = ScratchBuffer<Int>()
  private let scratch = ScratchBuffer<UInt64>()

  init(_ plan: CompiledPlan) {
    self.plan = plan
    parts = plan.tables.map(Part.init)
  }

  /// Computes all tables for a range of parents.
  func compute(parents: Range<Int>) throws {
    for (position, table) in plan.tables.enumerated() {
      let part = parts[position]
      if let parent = table.parent, let childCounts = table.childCounts {
        placeChildren(of: parts[parent], in: part, childCounts)
      } else {
        let rows = parents.clamped(to: 0..<table.rowCount)
        part.rows.resize(rows.count)
        for index in 0..<rows.count { part.rows.base[index] = rows.lowerBound + index }
        placeRoots(in: part, count: rows.count)
      }
      try computeColumns(of: position)
    }
  }

  /// Computes a root table for some of its rows.
  func computeRoot(table position: Int, rows: UnsafePointer<Int>, rowCount: Int) throws {
    precondition(plan.tables[position].parent == nil, "the table has a parent")
    let part = parts[position]
    part.rows.resize(rowCount)
    part.rows.base.update(from: rows, count: rowCount)
    placeRoots(in: part, count: rowCount)
    part.isContiguous = false
    try computeColumns(of: position)
  }

  /// Computes one table for some of its rows, and the ancestors that they need.
  func compute(table position: Int, rows: [Int]) throws {
    let table = plan.tables[position]
    let part = parts[position]
    part.rows.resize(rows.count)
    for (index, row) in rows.enumerated() { part.rows.base[index] = row }
    if let parent = table.parent, let childCounts = table.childCounts {
      let places = rows.map { childCounts.locate(child: $0) }
      try compute(table: parent, rows: places.map(\.parent))
      part.parentRows.resize(rows.count)
      part.parentPositions.resize(rows.count)
      part.ordinals.resize(rows.count)
      part.siblingCounts.resize(rows.count)
      for (index, place) in places.enumerated() {
        part.parentRows.base[index] = place.parent
        part.parentPositions.base[index] = index
        part.ordinals.base[index] = place.ordinal
      }
      childCounts.fill(
        part.siblingCounts.base, parents: part.parentRows.base, count: rows.count)
      part.batch.rowCount = rows.count
    } else {
      placeRoots(in: part, count: rows.count)
    }
    part.isContiguous = false
    part.batch.firstRow = rows.first ?? 0
    try computeColumns(of: position)
  }

  private func placeRoots(in part: Part, count: Int) {
    part.parentRows.resize(count)
    part.parentPositions.resize(count)
    part.ordinals.resize(count)
    part.siblingCounts.resize(count)
    for index in 0..<count {
      part.parentRows.base[index] = part.rows.base[index]
      part.parentPositions.base[index] = index
      part.ordinals.base[index] = 0
      part.siblingCounts.base[index] = 1
    }
    part.isContiguous = true
    part.batch.rowCount = count
    part.batch.firstRow = count > 0 ? part.rows.base[0] : 0
  }

  private func placeChildren(of parent: Part, in part: Part, _ childCounts: ChildCounts) {
    let parentCount = parent.batch.rowCount
    counts.resize(parentCount)
    childCounts.fill(counts.base, parents: parent.rows.base, count: parentCount)
    var total = 0
    for index in 0..<parentCount { total += counts.base[index] }
    part.rows.resize(total)
    part.parentRows.resize(total)
    part.parentPositions.resize(total)
    part.ordinals.resize(total)
    part.siblingCounts.resize(total)
    let first = parentCount > 0 ? childCounts.firstChild(ofParent: parent.rows.base[0]) : 0
    var child = 0
    for index in 0..<parentCount {
      let count = counts.base[index]
      let parentRow = parent.rows.base[index]
      for ordinal in 0..<count {
        part.rows.base[child] = first + child
        part.parentRows.base[child] = parentRow
        part.parentPositions.base[child] = index
        part.ordinals.base[child] = ordinal
        part.siblingCounts.base[child] = count
        child += 1
      }
    }
    part.isContiguous = true
    part.batch.rowCount = total
    part.batch.firstRow = first
  }

  private func computeColumns(of position: Int) throws {
    let table = plan.tables[position]
    let part = parts[position]
    let rowCount = part.batch.rowCount
    scratch.resize(rowCount)
    for (index, column) in table.columns.enumerated() {
      let output = part.vectors[index]
      output.reset(rowCount: rowCount)
      switch column.source {
      case .gathered(let parentColumn):
        guard let parent = table.parent else { preconditionFailure("a root gathers nothing") }
        gather(
          parts[parent].vectors[parentColumn], at: part.parentPositions.base, into: output,
          rowCount: rowCount)
      case .generated(let generator, let stream, let inputs):
        try fill(
          output, with: generator, stream, inputs: inputs, of: part, column: column.name,
          in: table)
      }
    }
    try drawAgain(table, part)
  }

  /// Computes one generated column of a part's rows.
  func fill(
    _ output: ColumnVector, with generator: any ColumnGenerator, _ stream: StreamKey,
    inputs: [Int], of part: Part, attempt: Int = 0, column: String, in table: CompiledPlan.Table
  ) throws {
    scratch.resize(part.batch.rowCount)
    let frame = GenerationFrame(
      rowCount: part.batch.rowCount, rows: part.rows.base, parentRows: part.parentRows.base,
      ordinals: part.ordinals.base, siblingCounts: part.siblingCounts.base,
      inputs: inputs.map { part.vectors[$0] },
      stream: attempt == 0 ? stream : stream.derived("attempt \(attempt)"),
      originalStream: stream, attempt: attempt, isContiguous: part.isContiguous,
      scratch: scratch.base)
    do {
      try generator.fill(output, frame)
    } catch let failure as RowFailure {
      throw GenerationError(
        location: ErrorLocation(table: table.name, row: failure.row), column: column,
        reason: failure.reason)
    } catch let error {
      throw GenerationError(
        location: ErrorLocation(table: table.name), column: column,
        reason: String(describing: error))
    }
  }

  func gather(
    _ source: ColumnVector, at positions: UnsafePointer<Int>, into output: ColumnVector,
    rowCount: Int
  ) {
    if source.hasNulls {
      output.beginNulls(rowCount: rowCount)
      let from = source.nulls
      let to = output.nulls
      for row in 0..<rowCount { to[row] = from[positions[row]] }
    }
    if source.kind.isText {
      let from = source.texts
      let to = output.texts
      for row in 0..<rowCount { to[row] = from[positions[row]] }
    } else {
      let from = source.words
      let to = output.words
      for row in 0..<rowCount { to[row] = from[positions[row]] }
    }
  }
}
