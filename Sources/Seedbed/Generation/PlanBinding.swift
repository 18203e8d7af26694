/// What a plan is bound to before it runs.
public struct PlanBinding: Sendable {
  /// The look-up tables.
  public let reference: ReferenceLibrary
  /// The instant that the run takes for now.
  public let asOf: Timestamp
  /// The columns of the plan that keys may refer to.
  var targets: [Target] = []
  /// The table whose column is bound.
  var table = ""
  /// The most children that a parent has in that table.
  var maximumSiblings = 1
  /// The columns, as `table.column`, that led to this one, each referring to the next.
  var referring: [String] = []

  /// A column that a key may refer to.
  struct Target: Sendable {
    let table: String
    let column: String
    let rowCount: Int
    /// How many children each parent has; nil for the root.
    let childCounts: ChildCounts?
    let generator: any ColumnGenerator
    /// The column's stream for a version of its generator.
    let stream: @Sendable (_ version: Int) -> StreamKey
  }

  /// Creates a binding.
  public init(reference: ReferenceLibrary, asOf: Timestamp) {
    self.reference = reference
    self.asOf = asOf
  }
}
