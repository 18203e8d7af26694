internal import Seedbed

/// How often NULL comes; rows that are drawn again get it in other shares, since conditions such as
/// `num_nonnulls(a, b) = 1` are about little else.
struct NullRate {
  let rate: Double

  init(_ rate: Double, isNullable: Bool, attempt: Int) {
    let shares = [0.5, 0.9, 0.1]
    self.rate = attempt > 0 && isNullable ? shares[attempt % shares.count] : rate
  }

  func apply(to output: ColumnVector, _ frame: borrowing GenerationFrame) {
    guard rate > 0 else { return }
    output.beginNulls(rowCount: frame.rowCount)
    let bits = frame.bits(of: frame.stream.derived("null"))
    for row in 0..<frame.rowCount where Uniform.unit(bits[row]) < rate { output.nulls[row] = 1 }
  }
}

/// Another generator's values, some of them NULL.
struct NullingGenerator: ColumnGenerator {
  let base: any ColumnGenerator
  let rate: Double
  let isNullable: Bool

  var version: Int { base.version }
  var inputs: [ColumnReference] { base.inputs }

  func bound(to binding: PlanBinding) throws -> any ColumnGenerator {
    NullingGenerator(base: try base.bound(to: binding), rate: rate, isNullable: isNullable)
  }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    try base.kind(inputKinds: inputKinds)
  }

  func prove(_ demand: ColumnDemand) throws { try base.prove(demand) }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    try base.fill(output, frame)
    NullRate(rate, isNullable: isNullable, attempt: frame.attempt).apply(to: output, frame)
  }
}

/// Whether a value is NULL.
enum Nullity: Sendable {
  case null
  case notNull
  /// It may be or not.
  case free
}

/// Another generator's values, NULL by what a hidden column says of each row.
struct ChosenNulls: PlacedGenerator {
  /// What makes the values; it makes NULL of those alone that cannot be.
  var base: any ColumnGenerator
  let choice: String
  /// By the numbers of the hidden column.
  let states: [Nullity]
  /// The share of NULLs where either will do.
  let rate: Double

  var version: Int { base.version }
  var inputs: [ColumnReference] { base.inputs + [.column(choice)] }

  var places: FreePlaces {
    get { (base as? any PlacedGenerator)?.places ?? .all }
    set {
      guard var placed = base as? any PlacedGenerator else { return }
      placed.places = newValue
      base = placed
    }
  }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    try base.kind(inputKinds: inputKinds.dropLast())
  }

  func prove(_ demand: ColumnDemand) throws { try base.prove(demand) }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    guard let chosen = frame.inputs.last else { return }
    try base.fill(output, frame.reading(frame.inputs.dropLast()))
    output.beginNulls(rowCount: frame.rowCount)
    let bits = frame.bits(of: frame.stream.derived("null"))
    let rate = NullRate(rate, isNullable: true, attempt: frame.attempt).rate
    for row in 0..<frame.rowCount {
      switch states[Int(chosen.words[row])] {
      case .null: output.nulls[row] = 1
      case .notNull: continue
      case .free: if Uniform.unit(bits[row]) < rate { output.nulls[row] = 1 }
      }
    }
  }
}
