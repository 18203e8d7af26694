/// The begin or end of a stretch of time, so that the stretches of one parent's children follow each
/// other within a span and never overlap.
///
/// The span is cut into equal parts, one a child; the borders between parts are moved by up to 30 %
/// of a part, and each child leaves up to `gap` of its part free at the end. Both columns draw from
/// one stream at the parent's coordinate, so neighbours compute the same border.
struct TimelineGenerator: ColumnGenerator {
  enum Edge: Sendable {
    case start
    case end
  }

  let from: ColumnReference
  let until: ColumnReference
  let edge: Edge
  let gap: Double
  let openShare: Double

  var inputs: [ColumnReference] { [from, until] }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    guard inputKinds[0] == inputKinds[1], [.date, .timestamp].contains(inputKinds[0]) else {
      throw GeneratorProblem("\(from) and \(until) must both be days or both be instants")
    }
    return inputKinds[0]
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    let starts = frame.inputs[0].words
    let ends = frame.inputs[1].words
    let unit: Int64 = output.kind == .timestamp ? 1_000_000 : 1
    output.copyNulls(of: frame.inputs[0], rowCount: frame.rowCount)
    output.copyNulls(of: frame.inputs[1], rowCount: frame.rowCount)
    for row in 0..<frame.rowCount {
      if output.isNull(row) { continue }
      let span = Double((ends[row] - starts[row]) / unit)
      guard ends[row] >= starts[row] else {
        throw RowFailure(
          row: frame.rows[row], reason: "its span ends at \(until) before it begins at \(from)")
      }
      let count = frame.siblingCounts[row]
      let ordinal = frame.ordinals[row]
      let parent = frame.parentRows[row]
      let start = border(ordinal, of: count, span, parent, frame.stream)
      if edge == .start {
        output.words[row] = starts[row] + Int64(start) * unit
        continue
      }
      if ordinal == count - 1, openShare > 0 {
        output.beginNulls(rowCount: frame.rowCount)
        let draw = frame.stream.bits(row: parent, draw: UInt32(ordinal + 2) * 2)
        if Uniform.unit(draw) < openShare { output.nulls[row] = 1 }
      }
      let next = border(ordinal + 1, of: count, span, parent, frame.stream)
      let draw = frame.stream.bits(row: parent, draw: UInt32(ordinal) * 2 + 1)
      let free = Uniform.unit(draw) * gap * (next - start)
      let end = max(start, (next - free).rounded(.down) - 1)
      output.words[row] = starts[row] + Int64(end) * unit
    }
  }

  /// Where the part of a child begins, in whole days or seconds from the start of the span.
  ///
  /// Each child has one unit of its own where the span has as many; only what is left is dealt out
  /// unevenly.
  private func border(
    _ ordinal: Int, of count: Int, _ span: Double, _ parent: Int, _ stream: StreamKey
  ) -> Double {
    if ordinal == 0 { return 0 }
    if ordinal == count { return span }
    let rest = span - Double(count)
    guard rest > 0 else { return (Double(ordinal) * span / Double(count)).rounded(.down) }
    let move = Uniform.unit(stream.bits(row: parent, draw: UInt32(ordinal) * 2)) - 0.5
    return Double(ordinal)
      + ((Double(ordinal) + move * 0.6) * rest / Double(count)).rounded(.down)
  }
}

extension Column {
  /// Two columns, the first and last day or instant of a stretch of time, such that the stretches of
  /// one parent's children follow each other within a span and never overlap.
  ///
  /// The last ends at least one day, or second, before the span does. A span with fewer days, or
  /// seconds, than the parent has children cannot hold them apart: then neighbours may share one,
  /// and still none ends before it begins or lies outside the span. NULL where the span has no begin
  /// or end; a span that ends before it begins is an error at that row.
  ///
  /// - Parameters:
  ///   - start: the name of the column of first days or instants.
  ///   - end: the name of the column of last ones.
  ///   - from: where the span begins: a day or an instant, the same for all children of a parent.
  ///   - until: where it ends, of the same kind.
  ///   - gap: the largest share of a child's part of the span that stays free after it, 0…1.
  ///   - openShare: the share of parents whose last child has no end (NULL), as a present job.
  public static func timeline(
    start: String, end: String, from: ColumnReference, until: ColumnReference, gap: Double,
    openShare: Double = 0
  ) -> [Column] {
    precondition((0...1).contains(gap), "a gap is a share between 0 and 1")
    precondition((0...1).contains(openShare), "an open share lies between 0 and 1")
    return [TimelineGenerator.Edge.start, .end].map { edge in
      Column(
        name: edge == .start ? start : end,
        generator: Generator(
          TimelineGenerator(
            from: from, until: until, edge: edge, gap: gap, openShare: openShare)),
        isStored: true, streamName: "\(start)…\(end)")
    }
  }
}
