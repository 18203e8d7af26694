@testable import Seedbed

/// One table of a slice of the batch, by column names.
struct BatchRows {
  let name: String
  let rowCount: Int
  let columns: [(name: String, isStored: Bool, vector: ColumnVector)]

  init(_ table: String, in slice: PlanSlice) {
    guard let position = slice.plan.position(of: table) else {
      preconditionFailure("the plan has no table \(table)")
    }
    name = table
    rowCount = slice.parts[position].batch.rowCount
    let definition = slice.plan.tables[position]
    columns = definition.columns.indices.map {
      (
        definition.columns[$0].name, definition.stored.contains($0),
        slice.parts[position].vectors[$0]
      )
    }
  }

  private func vector(_ column: String) -> ColumnVector {
    guard let found = columns.first(where: { $0.name == column }) else {
      preconditionFailure("\(name) has no column \(column)")
    }
    return found.vector
  }

  /// The numbers, day numbers or microseconds of a column; nil for NULL.
  func numbers(_ column: String) -> [Int?] {
    let vector = vector(column)
    precondition(!vector.kind.isText)
    return (0..<rowCount).map { vector.isNull($0) ? nil : Int(vector.words[$0]) }
  }

  /// The numbers, day numbers or microseconds of a column that has no NULL.
  func integers(_ column: String) -> [Int] {
    numbers(column).map { number in
      guard let number else { preconditionFailure("\(name).\(column) is NULL") }
      return number
    }
  }

  /// The texts of a column that has no NULL.
  func texts(_ column: String) -> [String] {
    let vector = vector(column)
    return (0..<rowCount).map { row in
      guard let text = vector[row].asString else {
        preconditionFailure("\(name).\(column) is no text")
      }
      return text
    }
  }

  /// The rows of each avatar, by the 0-based number of the profile.
  func rows(ofProfiles count: Int, by column: String = "avatar_id") -> [Range<Int>] {
    var ranges = Array(repeating: 0..<0, count: count)
    for (row, key) in integers(column).enumerated() {
      let profile = key - 1_000_001
      ranges[profile] = (ranges[profile].isEmpty ? row : ranges[profile].lowerBound)..<row + 1
    }
    return ranges
  }
}
