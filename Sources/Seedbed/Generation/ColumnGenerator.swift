/// A pure function from (stream, row index, earlier columns of the same row) to values, computed for
/// all rows of a batch at once.
///
/// The same stream, rows and inputs give the same values, whatever the batch. A generator whose
/// output changes gets a new `version`, which changes the stream of its column.
public protocol ColumnGenerator: Sendable {
  /// The version of the algorithm, from 1.
  var version: Int { get }
  /// The columns that it reads, in the order in which it finds them in the frame.
  var inputs: [ColumnReference] { get }

  /// This generator with reference data read and `asOf` filled in; thrown errors stop the plan
  /// before anything is written.
  func bound(to binding: PlanBinding) throws -> any ColumnGenerator
  /// The kind of values made from inputs of some kinds, in the order of `inputs`. Throws
  /// `GeneratorProblem` for kinds that it cannot read.
  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind
  /// Throws `GeneratorProblem` when what the plan asks for is impossible, such as more unique values
  /// than there are.
  func prove(_ demand: ColumnDemand) throws
  /// Writes the value of every row of the frame. `output` has room for them.
  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws
}

extension ColumnGenerator {
  /// 1, for a generator whose output has never changed.
  public var version: Int { 1 }
  /// None, for a generator that reads no column.
  public var inputs: [ColumnReference] { [] }
  /// The generator itself, for one that needs neither reference data nor `asOf`.
  public func bound(to binding: PlanBinding) throws -> any ColumnGenerator { self }
  /// Nothing, for a generator that can make any number of rows.
  public func prove(_ demand: ColumnDemand) throws {}
}

/// What a plan asks of one column.
public struct ColumnDemand: Sendable {
  /// The rows of the table.
  public let rowCount: Int
  /// The most rows that one parent has; 1 for a root table.
  public let maximumSiblings: Int
  /// For each table of the plan, its rows.
  public let rowCounts: [String: Int]
}

/// Why a generator cannot do what a plan asks; the plan adds table and column.
public struct GeneratorProblem: Error, CustomStringConvertible {
  /// What is wrong and what would solve it.
  public let description: String

  /// Creates a problem.
  public init(_ description: String) { self.description = description }
}
