/// Values to choose from, with weights and in groups where wanted: held once, in flat storage, for
/// as long as a plan uses them.
public struct Pool: Sendable {
  /// The number of values.
  public let count: Int
  /// Whether choosing needs the number of a group.
  public var isGrouped: Bool { groupCount > 1 }
  /// How many groups there are; 1 for a pool that is not grouped.
  public let groupCount: Int

  let storage: PoolStorage
  /// For each group, where its entries begin in `entries`; one more at the end.
  let groupStarts: [Int]
  /// The positions of the values, group after group.
  let entries: [Int]
  /// The alias tables of the groups, one after the other, in the order of `entries`; empty when all
  /// weights of each group are equal.
  let slots: [AliasTable.Slot]
  /// The weights, by value; empty when all are equal.
  let weights: [Int]

  /// Creates a pool of texts. Throws `RandomnessError` for weights that cannot be used.
  ///
  /// - Parameters:
  ///   - texts: the values.
  ///   - weights: one a value, 0 or more; nil for equal chances.
  ///   - groups: the 0-based number of the group that each value belongs to; nil for one group.
  public init(_ texts: [String], weights: [Int]? = nil, groups: [Int]? = nil) throws {
    try self.init(PoolStorage(texts: texts), weights, groups)
  }

  /// Creates a pool of whole numbers. Throws `RandomnessError` for weights that cannot be used.
  public init(_ integers: [Int], weights: [Int]? = nil, groups: [Int]? = nil) throws {
    try self.init(
      PoolStorage(kind: .integer, words: integers.map { Int64($0) }), weights, groups)
  }

  /// Creates a pool of doubles. Throws `RandomnessError` for weights that cannot be used.
  public init(_ reals: [Double], weights: [Int]? = nil, groups: [Int]? = nil) throws {
    try self.init(
      PoolStorage(kind: .real, words: reals.map { Int64(bitPattern: $0.bitPattern) }), weights,
      groups)
  }

  private init(_ storage: PoolStorage, _ weights: [Int]?, _ groups: [Int]?) throws {
    let count = storage.count
    precondition(weights.map { $0.count == count } ?? true, "one weight a value")
    precondition(groups.map { $0.count == count } ?? true, "one group a value")
    self.storage = storage
    self.count = count
    let groups = groups ?? Array(repeating: 0, count: count)
    groupCount = (groups.max() ?? 0) + 1
    var members = Array(repeating: [Int](), count: groupCount)
    for (position, group) in groups.enumerated() { members[group].append(position) }
    groupStarts = members.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    entries = members.flatMap { $0 }
    self.weights = weights ?? []
    var slots: [AliasTable.Slot] = []
    if let weights {
      for group in members where !group.isEmpty {
        slots += try AliasTable(integerWeights: group.map { weights[$0] }).slots
      }
    }
    self.slots = slots
  }

  /// The positions of the values of a group.
  func members(ofGroup group: Int) -> ArraySlice<Int> {
    entries[groupStarts[group]..<groupStarts[group + 1]]
  }
}
