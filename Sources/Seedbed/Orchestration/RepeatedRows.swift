/// Which ids the rows of a repeated step get whose keys are not in the database.
///
/// A changed reference file may rename a row, or put one before the others. The ids that the step
/// gave in the run before are its own: such a row takes the place that is its ordinal's, so that the
/// step ends as it would in a new database, and what refers to that place still refers to something.
/// A place that a row of this run has already is left to it, and a new one taken.
struct RepeatedRows {
  private let rowsBefore: [String: Int]
  private var taken: [String: Set<Int>] = [:]

  /// Begins a step.
  ///
  /// - Parameter rowsBefore: how many rows the step saw to in the run before, by table; empty for a
  ///   step that was never run.
  init(rowsBefore: [String: Int] = [:]) { self.rowsBefore = rowsBefore }

  /// Whether the step had written into a table.
  func hasWritten(_ table: String) -> Bool { rowsBefore[table, default: 0] > 0 }

  /// The ordinal for a row of an ordinal whose key is not there, and whether the place is one of the
  /// run before, whose row is to be brought to the new values.
  func place(_ ordinal: Int, in table: String) -> (ordinal: Int, isOwn: Bool) {
    let before = rowsBefore[table, default: 0]
    let taken = taken[table] ?? []
    var place = ordinal
    if taken.contains(place) {
      place = max(before, ordinal) + 1
      while taken.contains(place) { place += 1 }
    }
    return (place, place <= before)
  }

  /// Notes down that a row of this run has a place.
  mutating func take(_ ordinal: Int, in table: String) {
    if hasWritten(table) { taken[table, default: []].insert(ordinal) }
  }
}
