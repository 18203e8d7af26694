/// Texts made of entries of reference tables, each drawn on its own: `{given_names.name} {…}`.
struct ReferenceTextGenerator: ColumnGenerator {
  /// A column of a reference table, the rows that count, and how they are weighted.
  struct Source: Sendable {
    var file: String
    var column: String
    var weight: String?
    /// A column and the value that it must have.
    var filter: (column: String, value: String)?
  }

  /// A part of the text.
  enum Part: Sendable {
    case literal(String)
    case entry(Source)
  }

  let parts: [Part]
  private var bound: [BoundPart] = []

  private enum BoundPart: Sendable {
    case literal(PoolStorage)
    case entry(PickGenerator)
  }

  init(_ parts: [Part]) { self.parts = parts }

  func bound(to binding: PlanBinding) throws -> any ColumnGenerator {
    var generator = self
    generator.bound = try parts.map { part in
      switch part {
      case .literal(let text): return .literal(PoolStorage(texts: [text]))
      case .entry(let source):
        let pool = try source.pool(from: binding.reference)
        return .entry(PickGenerator(pool: pool, group: nil, output: .value))
      }
    }
    return generator
  }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .text }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    if bound.count == 1, case .entry(let pick) = bound[0] {
      try pick.fill(output, frame)
      return
    }
    var columns: [ColumnVector] = []
    for (position, part) in bound.enumerated() {
      let column = ColumnVector(kind: .text)
      column.reset(rowCount: frame.rowCount)
      switch part {
      case .literal(let storage):
        column.texts.update(repeating: storage.texts[0], count: frame.rowCount)
      case .entry(let pick):
        let stream = frame.stream.derived("part \(position)")
        try pick.fill(column, frame.nested(stream: stream, inputs: []))
      }
      columns.append(column)
    }
    for row in 0..<frame.rowCount {
      let start = output.arena.reserve(columns.reduce(0) { $0 + $1.texts[row].count })
      var end = start
      for column in columns {
        let cell = column.texts[row]
        end.update(from: cell.start, count: cell.count)
        end += cell.count
      }
      output.arena.commit(end - start)
      output.texts[row] = TextCell(start: start, count: end - start)
    }
  }
}

extension ReferenceTextGenerator.Source {
  /// The entries of the reference table. Throws `ReferenceDataError`, also when none is left.
  func pool(from library: ReferenceLibrary) throws -> Pool {
    var texts: [String] = []
    var weights: [Int] = []
    for row in try library.table(file) {
      if let filter, try row.text(filter.column) != filter.value { continue }
      texts.append(try row.text(column))
      if let weight { weights.append(try row.integer(weight)) }
    }
    if texts.isEmpty {
      throw ReferenceDataError(
        path: "\(library.directory)/\(file).tsv", line: nil,
        problem: "no row has \(filter.map { "\($0.column) '\($0.value)'" } ?? column)")
    }
    return try Pool(texts, weights: weight == nil ? nil : weights)
  }
}

extension Generator {
  /// A column of a table of `reference-data/`, by weight where a column of weights is named.
  public static func entry(
    of file: String, _ column: String, weight: String? = nil
  ) -> Generator {
    Generator(
      ReferenceTextGenerator([.entry(.init(file: file, column: column, weight: weight))]))
  }

  static func referenceText(_ parts: ReferenceTextGenerator.Part...) -> Generator {
    Generator(ReferenceTextGenerator(parts))
  }
}
