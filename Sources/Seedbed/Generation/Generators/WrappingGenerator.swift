/// A generator that changes what another one makes.
protocol WrappingGenerator: ColumnGenerator {
  /// The generator that makes the values.
  var base: any ColumnGenerator { get }
}

extension WrappingGenerator {
  /// The stream that decides what is NULL: one of its own for each generator around another, so that
  /// two of them decide independently.
  func nullStream(_ stream: StreamKey) -> StreamKey {
    depth == 0 ? stream.derived("null") : stream.derived("null \(depth)")
  }

  /// How many generators are around the one that makes the values, this one left out.
  private var depth: Int {
    guard let base = base as? any WrappingGenerator else { return 0 }
    return base.depth + 1
  }
}
