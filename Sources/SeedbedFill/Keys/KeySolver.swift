internal import Seedbed

/// Something that is chosen independently in each row: the row that a foreign key refers to, or the
/// value of a column.
struct KeyUnit {
  /// The columns that the choice decides.
  let columns: Set<String>
  /// How many choices there are; 0 where two choices may have the same values.
  var capacity: UInt64
  /// Whether no two rows have the same anyway.
  let isUnique: Bool
  /// Whether some of its columns may be NULL.
  let isNullable: Bool
  /// Whether it is a foreign key, whose skew is worth keeping.
  let isForeignKey: Bool
  /// Whether that refers to its own table: where no row may be referred to twice, the rows are one
  /// long chain and no tree.
  var isOwn = false
  /// For a column, the kind of its values.
  let kind: ColumnVector.Kind?
  /// For a column, how many values the larger spaces have that it could take instead.
  var wider: [UInt64] = []

  /// What unique keys make of it.
  var use = Use.free
  /// Which of the larger spaces was taken; nil for the first one.
  var widened: Int?
  /// Whether NULL would not be unlike another NULL in one of its keys.
  var mustNotBeNull = false

  /// What unique keys make of a unit.
  enum Use: Hashable {
    /// Any choice may come in any row.
    case free
    /// No choice comes twice.
    case distinct
    /// No choice comes twice; the rows after the last one get NULL.
    case distinctThenNull
    /// No choice comes twice in the first rows; the others choose freely.
    case distinctThenFree
    /// A digit of a product key.
    case digit(product: Int, divisor: UInt64, radix: UInt64)
  }
}

/// Makes every unique key of a table hold by construction: some unit of it never repeats, or the
/// combination of several does not.
struct KeySolver {
  var units: [KeyUnit]
  let rowCount: Int
  /// Values that rows have that were there before, for which there should be room besides.
  let storedCount: Int
  /// The sizes of the products of several units.
  private(set) var products: [UInt64] = []
  /// Which units are in each product.
  private(set) var members: [Set<Int>] = []
  /// The most rows that a key allows, with what limits them.
  private(set) var limit: (rowCount: Int, reason: String)?
  /// The columns of that key.
  private(set) var limitColumns: Set<String> = []
  /// Keys that hold for the first so many rows, while the others must not meet their predicate.
  private(set) var partial: [(key: UniqueKey, rowCount: Int)] = []
  /// Keys over units that nothing can be said of.
  private(set) var unproved: [UniqueKey] = []

  /// What each key holds by.
  private(set) var holders: [(key: UniqueKey, holder: Holder)] = []

  init(units: [KeyUnit], rowCount: Int, storedCount: Int = 0) {
    self.units = units
    self.rowCount = rowCount
    self.storedCount = storedCount
  }

  /// What never repeats, so that a key holds.
  enum Holder: Hashable {
    case unit(Int)
    case product(Int)
  }

  /// How many values there should be where there is a choice.
  private var wanted: UInt64 { UInt64(rowCount + storedCount) }

  /// One unique key as the solver sees it.
  struct Demand {
    let key: UniqueKey
    /// The columns that it is over, those of its expressions included.
    let columns: Set<String>
    /// Units all of whose values the key tells apart.
    let units: [Int]
    /// Units that it is over without telling all of their values apart.
    let blurred: [Int]
  }

  /// Decides what the units of all keys do; keys of fewer units come first.
  mutating func solve(_ demands: [Demand]) {
    let sorted = demands.enumerated().sorted { first, second in
      (first.element.units.count, first.offset) < (second.element.units.count, second.offset)
    }
    for (_, demand) in sorted { solve(demand) }
  }

  private mutating func solve(_ demand: Demand) {
    if demand.columns.isEmpty {
      // A key over a constant has room for one row, or for one that meets its predicate.
      guard demand.key.predicate == nil else { return partial.append((demand.key, 1)) }
      return fail(demand, capacity: 1)
    }
    if demand.key.nullsAreEqual || demand.key.isPrimary {
      for unit in demand.units + demand.blurred { units[unit].mustNotBeNull = true }
    }
    if let distinct = demand.units.first(where: { isDistinct(units[$0]) }) {
      holders.append((demand.key, .unit(distinct)))
      return
    }
    let own = Set(demand.units)
    if let product = members.firstIndex(where: { $0.isSubset(of: own) }) {
      holders.append((demand.key, .product(product)))
      return
    }
    var free = demand.units.filter { units[$0].use == .free && units[$0].capacity > 0 }
    let others = free.filter { !units[$0].isOwn }
    if widest(others) >= wanted { free = others }
    guard !free.isEmpty else { return fail(demand, capacity: 0) }
    if free.count == 1 { return makeDistinct(free[0], demand) }
    // A value that is hardly ever the same twice leaves the skew of the keys beside it alone.
    if let single = free.first(where: { isVaried(units[$0]) }) {
      hold(demand, by: single, .distinct)
      return
    }
    makeProduct(of: free, demand)
  }

  private func isDistinct(_ unit: KeyUnit) -> Bool {
    unit.isUnique || unit.use == .distinct || unit.use == .distinctThenNull
  }

  private func isVaried(_ unit: KeyUnit) -> Bool {
    guard !unit.isForeignKey, let kind = unit.kind, kind.isText || kind == .timestamp else {
      return false
    }
    return unit.capacity / 4 >= UInt64(rowCount)
  }

  private mutating func makeDistinct(_ index: Int, _ demand: Demand) {
    if units[index].capacity >= wanted || widen(index, to: wanted)
      || units[index].capacity >= UInt64(rowCount)
    {
      hold(demand, by: index, .distinct)
    } else {
      relieve(demand, capacity: units[index].capacity, over: [index])
    }
  }

  private mutating func widen(_ index: Int, to count: UInt64) -> Bool {
    guard let place = units[index].wider.firstIndex(where: { $0 >= count }) else { return false }
    units[index].capacity = units[index].wider[place]
    units[index].widened = place
    return true
  }

  private mutating func makeProduct(of indices: [Int], _ demand: Demand) {
    var available = product(indices)
    if available < wanted {
      for index in indices where !units[index].isForeignKey {
        let rest = max(available / max(units[index].capacity, 1), 1)
        if widen(index, to: (wanted + rest - 1) / rest) { break }
      }
      available = product(indices)
    }
    guard available >= UInt64(rowCount) else {
      return relieve(demand, capacity: available, over: indices)
    }
    let keys = product(indices.filter { units[$0].isForeignKey })
    var divisor: UInt64 = 1
    for index in indices {
      var radix = units[index].capacity
      if !units[index].isForeignKey {
        // As many values as it takes and some more: line 7 of an order, not line 1,234,567.
        let needed = (wanted + keys - 1) / keys
        radix = min(radix, max(needed &* 2, 8))
      }
      units[index].use = .digit(product: products.count, divisor: divisor, radix: radix)
      divisor = saturating(divisor, radix)
    }
    if divisor < wanted {
      // The shortened digits were too few together.
      return makeFullProduct(of: indices, demand)
    }
    addProduct(of: indices, count: divisor, demand)
  }

  /// A product of all values of each unit.
  private mutating func makeFullProduct(of indices: [Int], _ demand: Demand) {
    var divisor: UInt64 = 1
    for index in indices {
      let radix = units[index].capacity
      units[index].use = .digit(product: products.count, divisor: divisor, radix: radix)
      divisor = saturating(divisor, radix)
    }
    addProduct(of: indices, count: divisor, demand)
  }

  private mutating func hold(_ demand: Demand, by unit: Int, _ use: KeyUnit.Use) {
    units[unit].use = use
    holders.append((demand.key, .unit(unit)))
  }

  private mutating func addProduct(of indices: [Int], count: UInt64, _ demand: Demand) {
    holders.append((demand.key, .product(products.count)))
    products.append(count)
    members.append(Set(indices))
  }

  /// What helps a key that has too few values: rows that it does not hold for.
  private mutating func relieve(_ demand: Demand, capacity: UInt64, over indices: [Int]) {
    if !demand.key.nullsAreEqual, !demand.key.isPrimary,
      let nullable = indices.first(where: { units[$0].isNullable && !units[$0].mustNotBeNull })
    {
      hold(demand, by: nullable, .distinctThenNull)
      return
    }
    if demand.key.predicate != nil, indices.count == 1 {
      hold(demand, by: indices[0], .distinctThenFree)
      partial.append((demand.key, Int(clamping: capacity)))
      return
    }
    if indices.count == 1 {
      hold(demand, by: indices[0], .distinct)
    } else {
      makeFullProduct(of: indices, demand)
    }
    fail(demand, capacity: capacity)
  }

  private mutating func fail(_ demand: Demand, capacity: UInt64) {
    guard capacity > 0 else {
      unproved.append(demand.key)
      return
    }
    guard limit.map({ capacity < UInt64($0.rowCount) }) ?? true else { return }
    limitColumns = demand.columns
    limit = (
      Int(clamping: capacity),
      Self.room(Int(clamping: capacity), of: demand.key.name, over: demand.columns.sorted())
    )
  }

  /// What tells how many rows a key has room for.
  static func room(_ rowCount: Int, of key: String, over columns: [String]) -> String {
    "the unique key \(key) (\(columns.joined(separator: ", "))) has room for "
      + (rowCount == 1 ? "1 row" : "\(rowCount) rows")
  }

  /// How many combinations there are at most; 0 of no unit.
  private func widest(_ indices: [Int]) -> UInt64 {
    guard !indices.isEmpty else { return 0 }
    return indices.reduce(1) {
      saturating($0, max(units[$1].capacity, units[$1].wider.max() ?? 0))
    }
  }

  private func product(_ indices: [Int]) -> UInt64 {
    indices.reduce(1) { saturating($0, units[$1].capacity) }
  }

  /// Products stay below the largest permutation.
  private func saturating(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow || product > 1 << 62 ? 1 << 62 : product
  }
}
