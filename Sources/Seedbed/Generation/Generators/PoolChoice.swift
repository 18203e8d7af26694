/// Checks that there is something to choose from.
func requireValues(of pool: Pool, _ values: String = "its pool") throws {
  if pool.count == 0 { throw GeneratorProblem("\(values) is empty; give it values") }
}

/// Checks that a pool holds texts.
func requireTexts(of pool: Pool, _ values: String = "its pool") throws {
  let kind = pool.storage.kind
  if kind != .text {
    throw GeneratorProblem("\(values) holds values of kind \(kind.rawValue); give it texts")
  }
}

/// Checks that a grouped pool is given the number of a group.
func requireGroup(of pool: Pool, _ inputKinds: [ColumnVector.Kind], isGiven: Bool) throws {
  if isGiven {
    if inputKinds[0] != .integer {
      throw GeneratorProblem("its group must be an integer column, not \(inputKinds[0].rawValue)")
    }
  } else if pool.isGrouped {
    throw GeneratorProblem("its pool has \(pool.groupCount) groups; name the column to pick by")
  }
}

/// A column that names the group to choose from, as a loop reads it.
struct GroupColumn {
  let words: UnsafeMutablePointer<Int64>
  let nulls: UnsafeMutablePointer<UInt8>?
}

extension ColumnVector {
  /// The vector as the names of groups.
  var asGroups: GroupColumn { GroupColumn(words: words, nulls: hasNulls ? nulls : nil) }
}

/// A pool's tables, borrowed for a loop.
struct PoolChoice {
  let groupStarts: UnsafePointer<Int>
  let groupCount: Int
  let entries: UnsafePointer<Int>
  let slots: UnsafePointer<AliasTable.Slot>?

  /// The position of a value, by weight, in the group that a column names for the row.
  ///
  /// A NULL group gives any value; whoever asks makes the result NULL too.
  @inline(__always)
  func position(
    _ groups: GroupColumn?, _ row: Int, _ bits: UInt64, _ rows: UnsafePointer<Int>
  ) throws -> Int {
    let group = groups.map { Int($0.words[row]) } ?? 0
    guard group >= 0, group < groupCount else {
      if let nulls = groups?.nulls, nulls[row] != 0 { return entries[0] }
      throw RowFailure(row: rows[row], reason: "there is no group \(group) of \(groupCount)")
    }
    let start = groupStarts[group]
    let count = groupStarts[group + 1] - start
    guard count > 0 else {
      if let nulls = groups?.nulls, nulls[row] != 0 { return entries[0] }
      throw RowFailure(row: rows[row], reason: "group \(group) is empty")
    }
    guard let slots else { return entries[start + Int(Uniform.below(UInt64(count), bits))] }
    return entries[
      start + AliasTable.index(bits, in: UnsafeBufferPointer(start: slots + start, count: count))]
  }
}

extension Pool {
  /// Lends the pool's tables to a loop.
  func withChoice<Result>(_ body: (PoolChoice) throws -> Result) rethrows -> Result {
    try groupStarts.withUnsafeBufferPointer { starts in
      try entries.withUnsafeBufferPointer { entries in
        try slots.withUnsafeBufferPointer { slots in
          guard let startBase = starts.baseAddress, let entryBase = entries.baseAddress else {
            preconditionFailure("an empty pool was not refused")
          }
          return try body(
            PoolChoice(
              groupStarts: startBase, groupCount: starts.count - 1, entries: entryBase,
              slots: slots.isEmpty ? nil : slots.baseAddress))
        }
      }
    }
  }
}
