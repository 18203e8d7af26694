import Foundation
import Testing

@testable import Seedbed
@testable import TalentPlatform

@Suite("The batch's rows")
struct BatchSliceTests {
  /// Whether two columns hold the same values in their first rows.
  private func areEqual(_ a: ColumnVector, _ b: ColumnVector, rowCount: Int) -> Bool {
    guard a.kind == b.kind else { return false }
    for row in 0..<rowCount {
      guard a.isNull(row) == b.isNull(row) else { return false }
      if a.isNull(row) { continue }
      if a.kind.isText {
        let (x, y) = (a.texts[row], b.texts[row])
        guard x.count == y.count, memcmp(x.start, y.start, x.count) == 0 else { return false }
      } else if a.words[row] != b.words[row] {
        return false
      }
    }
    return true
  }

  @Test("40,000 to 50,000 are the same in a plan of 100,000 and in one of 1,000,000")
  func longerPlan() throws {
    let some = PlanSlice(try BatchFixture.compiled(profiles: 100_000))
    let more = PlanSlice(try BatchFixture.compiled(profiles: 1_000_000))
    #if DEBUG
      let step = 8
    #else
      let step = 1
    #endif
    // An unoptimized build looks at the first and the last 250 profiles of each 2,000.
    for start in stride(from: 40_000, to: 50_000, by: 250) {
      guard step == 1 || start / 250 % step == 0 || start / 250 % step == step - 1 else { continue }
      try some.compute(parents: start..<start + 250)
      try more.compute(parents: start..<start + 250)
      for (table, (part, other)) in zip(some.parts, more.parts).enumerated() {
        let name = some.plan.tables[table].name
        #expect(part.batch.rowCount == other.batch.rowCount)
        #expect(part.batch.firstRow == other.batch.firstRow)
        for (column, (a, b)) in zip(part.vectors, other.vectors).enumerated() {
          #expect(
            areEqual(a, b, rowCount: part.batch.rowCount),
            "\(name).\(some.plan.tables[table].columns[column].name)")
        }
      }
    }
  }

  @Test("are those that are computed alone, in every table")
  func rowsAlone() throws {
    let plan = try BatchFixture.compiled(profiles: 100_000)
    let bulk = PlanSlice(plan)
    let alone = PlanSlice(plan)
    try bulk.compute(parents: 77_700..<77_730)
    for (table, part) in bulk.parts.enumerated() {
      let rows = Array(part.batch.firstRow..<part.batch.firstRow + part.batch.rowCount)
      try alone.compute(table: table, rows: rows)
      for (column, (a, b)) in zip(part.vectors, alone.parts[table].vectors).enumerated() {
        #expect(
          areEqual(a, b, rowCount: rows.count),
          "\(plan.tables[table].name).\(plan.tables[table].columns[column].name)")
      }
    }
  }

  @Test("number as many as the step says that they will")
  func estimates() throws {
    for table in try BatchFixture.compiled(profiles: 100_000).rowCounts {
      let average = BatchPlanner.rowsPerProfile.first { $0.table == table.table }?.rows ?? 0
      // Blocks of parents have the exact average; only the last one may be cut.
      #expect(abs(Double(table.rowCount) / 100_000 - average) < 0.005, "\(table.table)")
    }
  }
}
