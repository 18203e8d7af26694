import Testing

@testable import Seedbed

@Suite("A timeline")
struct TimelineGeneratorTests {
  private struct Stretch {
    var start: Int
    var end: Int?
  }

  /// The stretches of each parent, from the begin of a span of a number of days or seconds.
  private func stretches(
    span: Int, children: Int, parents: Int = 200, gap: Double = 0.3, openShare: Double = 0,
    seconds: Bool = false
  ) throws -> [[Stretch]] {
    let begin: Expression = seconds ? .asOfSeconds : .asOfDays
    let root = TablePlan("p", rows: parents) {
      Column("from", seconds ? .timestamp(begin) : .date(begin))
      Column(
        "until",
        seconds
          ? .timestamp(begin + .number(Double(span))) : .date(begin + .number(Double(span))))
    }
    let child = TablePlan("c", per: root, .exactly(children)) {
      Column("from", .parent("from"))
      Column.timeline(
        start: "a", end: "b", from: .parent("from"), until: .parent("until"), gap: gap,
        openShare: openShare)
    }
    let slice = PlanSlice(try compiled(root, child))
    try slice.compute(parents: 0..<parents)
    let (from, start, end) = (
      slice.vector("c", "from"), slice.vector("c", "a"), slice.vector("c", "b")
    )
    let unit = seconds ? 1_000_000 : 1
    return (0..<parents).map { parent in
      (0..<children).map { ordinal in
        let row = parent * children + ordinal
        let zero = from.words[row]
        return Stretch(
          start: Int(start.words[row] - zero) / unit,
          end: end.isNull(row) ? nil : Int(end.words[row] - zero) / unit)
      }
    }
  }

  @Test("keeps the stretches apart, in order and inside the span", arguments: [false, true])
  func areApart(seconds: Bool) throws {
    for (span, children) in [
      (1, 1), (2, 2), (3, 3), (7, 6), (8, 4), (30, 12), (3650, 4), (100_000, 40),
    ] {
      for stretches in try stretches(span: span, children: children, seconds: seconds) {
        #expect(stretches[0].start == 0)
        var free = 0
        for stretch in stretches {
          let end = try #require(stretch.end)
          #expect(
            stretch.start >= free && end >= stretch.start && end < span, "\(span)/\(children)")
          free = end + 1
        }
      }
    }
  }

  @Test("never ends before it begins nor leaves the span, where there is no room to be apart")
  func noRoom() throws {
    for (span, children) in [(0, 1), (0, 4), (1, 2), (1, 9), (2, 3), (5, 6), (5, 50)] {
      for stretches in try stretches(span: span, children: children) {
        var last = 0
        for stretch in stretches {
          let end = try #require(stretch.end)
          #expect(stretch.start >= last && end >= stretch.start, "\(span)/\(children)")
          #expect(end <= max(0, span - 1))
          // At most the one day is shared.
          last = end
        }
      }
    }
  }

  @Test("leaves as many without an end as it should, and only of the last")
  func openShare() throws {
    for (share, deviation) in [(0.0, 0.0), (0.72, 0.04), (1.0, 0.0)] {
      let all = try stretches(span: 900, children: 3, parents: 3000, openShare: share)
      #expect(all.allSatisfy { $0[0].end != nil && $0[1].end != nil })
      let open = Double(all.count { $0[2].end == nil }) / 3000
      #expect(abs(open - share) <= deviation)
    }
  }

  @Test("leaves no more free than the gap says")
  func gaps() throws {
    for stretches in try stretches(span: 10_000, children: 4, gap: 0) {
      for (stretch, next) in zip(stretches, stretches.dropFirst()) {
        #expect(stretch.end == next.start - 1)
      }
      #expect(stretches.last?.end == 9999)
    }
    for stretches in try stretches(span: 10_000, children: 4, gap: 0.5) {
      for (stretch, next) in zip(stretches, stretches.dropFirst()) {
        let end = try #require(stretch.end)
        #expect(2 * (next.start - 1 - end) <= next.start - stretch.start)
      }
    }
  }

  @Test("is an error at a span that ends before it begins, and NULL without one")
  func errors() throws {
    func plan(_ until: Generator) throws -> CompiledPlan {
      try compiled(
        TablePlan("t", rows: 3) {
          Column("from", .date(.asOfDays))
          Column("until", until)
          Column.timeline(start: "a", end: "b", from: "from", until: "until", gap: 0)
        })
    }
    let failure = try #require(throws: GenerationError.self) {
      _ = try plan(.date(.asOfDays - 1)).allValues()
    }
    #expect(failure.reason == "its span ends at until before it begins at from")
    #expect(failure.location == ErrorLocation(table: "t", row: 0) && failure.column == "a")
    let made = try plan(Generator.date(.asOfDays + 9).nullable(1)).allValues()
    #expect(made["t.a"] == [.null, .null, .null] && made["t.b"] == made["t.a"])
  }
}
