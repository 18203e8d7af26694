internal import Seedbed

/// What bounds of the columns of a sum say of its other columns: of `a + b = 100` with neither below 0
/// that neither is above 100.
struct SumBounds {
  private let table: RelationalTable
  private(set) var restrictions: [String: ColumnRestriction]

  /// Narrows the bounds of columns that are sums of others, and of those.
  init(
    _ relations: [ColumnRelation], _ restrictions: [String: ColumnRestriction],
    of table: RelationalTable
  ) {
    self.table = table
    self.restrictions = restrictions
    for relation in relations {
      guard case .definition(let column, let formula) = relation, isNumber(column),
        var sum = formula.sum, sum.terms.allSatisfy({ isNumber($0.column) })
      else { continue }
      // All of it on one side: 0 = constant + terms.
      sum.terms.append((column, -1))
      for index in sum.terms.indices { narrow(index, of: sum.terms, constant: sum.constant) }
    }
  }

  private func isNumber(_ name: String) -> Bool {
    switch table[name]?.type.underlying {
    case .integer, .decimal, .real: true
    default: false
    }
  }

  /// Narrows one term by the ends of the others.
  private mutating func narrow(
    _ index: Int, of terms: [(column: String, sign: Double)], constant: Double
  ) {
    // The term is minus the rest.
    var least: Double? = -constant
    var greatest: Double? = -constant
    for (other, term) in terms.enumerated() where other != index {
      let (low, high) = ends(of: term.column)
      let (added, taken) = term.sign > 0 ? (low, high) : (high.map { -$0 }, low.map { -$0 })
      greatest = zip(greatest, added).map { $0 - $1 }
      least = zip(least, taken).map { $0 - $1 }
    }
    if terms[index].sign < 0 { (least, greatest) = (greatest.map { -$0 }, least.map { -$0 }) }
    let name = terms[index].column
    let own = ends(of: name)
    if let least, least > own.low ?? -.infinity {
      restrictions[name, default: ColumnRestriction()].lower = bound(least.rounded(.up), name)
    }
    if let greatest, greatest < own.high ?? .infinity {
      restrictions[name, default: ColumnRestriction()].upper = bound(greatest.rounded(.down), name)
    }
  }

  private func ends(of name: String) -> (low: Double?, high: Double?) {
    let restriction = restrictions[name]
    return (restriction?.lower?.value.number, restriction?.upper?.value.number)
  }

  private func bound(_ number: Double, _ name: String) -> ColumnRestriction.Bound? {
    Int64(exactly: number).map { ColumnRestriction.Bound(.integer($0), isInclusive: true) }
  }

  private func zip(_ a: Double?, _ b: Double?) -> (Double, Double)? {
    if let a, let b { (a, b) } else { nil }
  }
}
