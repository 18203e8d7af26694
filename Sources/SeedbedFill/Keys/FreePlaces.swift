internal import Seedbed

/// The places of a permutation that rows get: all but those whose values a unique key would take for
/// another row's, which are passed over.
struct FreePlaces: Sendable {
  /// The places passed over, in ascending order.
  let passed: [UInt64]

  /// No place is passed over.
  static let all = FreePlaces(passed: [])

  /// The place of a row, counted from 0: the one that has so many free places before it.
  func place(of row: UInt64) -> UInt64 {
    guard !passed.isEmpty else { return row }
    // How many places are passed over before it: those that have at most so many free ones before.
    var low = 0
    var high = passed.count
    while low < high {
      let middle = (low + high) / 2
      if passed[middle] - UInt64(middle) <= row { low = middle + 1 } else { high = middle }
    }
    return row &+ UInt64(low)
  }

  /// The places of which a second passing over is made that counts places of this one as rows.
  func passingOver(_ next: FreePlaces) -> FreePlaces {
    guard !next.passed.isEmpty else { return self }
    guard !passed.isEmpty else { return next }
    return FreePlaces(passed: (passed + next.passed.map { place(of: $0) }).sorted())
  }

  /// Finds the places to pass over until so many rows have one each, or the places are at an end.
  ///
  /// - Parameters:
  ///   - capacity: how many places there are.
  ///   - isTaken: tells of each place of a run whether it is to be passed over.
  /// - Returns: the places and how many rows get one.
  static func find(
    rowCount: Int, capacity: UInt64, _ isTaken: (Range<UInt64>) throws -> [Bool]
  ) rethrows -> (places: FreePlaces, freeCount: Int) {
    var passed: [UInt64] = []
    var next: UInt64 = 0
    var free = 0
    while free < rowCount, next < capacity {
      let end = min(next + min(UInt64(rowCount - free), 4096), capacity)
      for (place, isPassed) in zip(next..<end, try isTaken(next..<end)) {
        if isPassed { passed.append(place) } else { free += 1 }
      }
      next = end
    }
    return (FreePlaces(passed: passed), free)
  }
}

/// A generator that gives each row the values of a place of its own.
protocol PlacedGenerator: ColumnGenerator {
  /// Which place each row gets.
  var places: FreePlaces { get set }
}
