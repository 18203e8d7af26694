import Foundation
import Seedbed
import SeedbedFill

@testable import SeedbedFill

/// What tests of spaces and of the inference share.
enum InferenceFixture {
  static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Noon of a day.
  static let asOf = Timestamp(seconds: 1_767_268_800)

  static let reference = ReferenceLibrary(directory: packageFolder + "/reference-data")

  static let vocabulary = Result { try Vocabulary(reference: reference, asOf: asOf) }

  /// The first recipe of a generator, for a column of a type.
  static func space(
    _ name: String, _ type: RelationalType = .text(maximumLength: nil, isPadded: false),
    dialect: RelationalSchema.Dialect = .postgres, _ restriction: ColumnRestriction = .init(),
    support: ConstraintSupport = .none, arguments: GeneratorArguments = GeneratorArguments()
  ) throws -> any ValueSpace {
    try GeneratorRegistry.standard.space(
      name, arguments,
      for: SpaceTarget(
        type: type, dialect: dialect, restriction: restriction, support: support),
      vocabulary: vocabulary.get())
  }

  /// The decisions for a table of some columns.
  static func decisions(
    _ table: RelationalTable, restrictions: [String: ColumnRestriction] = [:],
    dialect: RelationalSchema.Dialect = .postgres, support: ConstraintSupport = .none
  ) throws -> [ColumnDecision] {
    try FillInference(
      RelationalSchema(dialect: dialect, tables: [table]), vocabulary: vocabulary.get(),
      support: support
    ).decisions(for: table, restrictions: restrictions)
  }

  /// The rows that decisions make, by column.
  static func rows(
    _ decisions: [ColumnDecision], count: Int = 500, seed: UInt64 = 7
  ) throws -> [[String: DatabaseValue]] {
    let columns = decisions.compactMap { decision -> Column? in
      let generator: Generator
      switch decision.source {
      case .space(let space): generator = Generator(DrawnSpace(space: space))
      case .generator(let own, _): generator = own
      case .engine, .impossible: return nil
      }
      return Column(
        decision.column,
        decision.nullRate > 0 ? generator.nullable(decision.nullRate) : generator)
    }
    let plan = try CompiledPlan(
      BulkPlan(
        "test", noun: "rows", tables: [TablePlan(table: "t", rows: .count(count), columns: columns)]
      ),
      seed: seed, binding: PlanBinding(reference: reference, asOf: asOf))
    return try (0..<count).map { row in
      Dictionary(
        uniqueKeysWithValues: try plan.row(row, of: "t").map { ($0.column, $0.value) })
    }
  }
}

/// A space whose values are drawn.
struct DrawnSpace: ColumnGenerator {
  let space: any ValueSpace

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { space.kind }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let indices = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, frame.rowCount))
    defer { indices.deallocate() }
    space.draw(indices, bits: frame.bits(), rowCount: frame.rowCount)
    space.fill(output, indices: indices, rowCount: frame.rowCount)
  }
}

extension ValueSpace {
  /// The values at some numbers.
  func values(_ indices: [UInt64]) -> [DatabaseValue] {
    let vector = ColumnVector(kind: kind)
    vector.reset(rowCount: indices.count)
    fill(vector, indices: indices, rowCount: indices.count)
    return indices.indices.map { vector[$0] }
  }

  /// All values of a small space, or as many as asked for, spread over the whole of a large one.
  func sample(_ limit: Int = 3000) -> [DatabaseValue] {
    guard count > UInt64(limit) else { return values(Array(0..<count)) }
    let permutation = KeyedPermutation(count: count, key: StreamKey(rawValue: 11))
    return values((0..<UInt64(limit)).map { permutation($0) })
  }

  /// The texts of a sample.
  func texts(_ limit: Int = 3000) -> [String] {
    sample(limit).compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// Values drawn at random.
  func drawn(_ rowCount: Int) -> [DatabaseValue] {
    var indices = [UInt64](repeating: 0, count: rowCount)
    let bits = (0..<rowCount).map { StreamKey(rawValue: 5).bits(row: $0, draw: 0) }
    draw(&indices, bits: bits, rowCount: rowCount)
    precondition(indices.allSatisfy { $0 < count })
    return values(indices)
  }
}
