internal import Seedbed

/// Elements with whole-number weights, to pick from.
struct WeightedList<Element: Sendable>: Sendable {
  let elements: [Element]
  private let weights: [Int]
  private let table: AliasTable

  /// Creates a list; throws when there is no element, or no weight.
  init(_ pairs: [(element: Element, weight: Int)]) throws {
    elements = pairs.map(\.element)
    weights = pairs.map(\.weight)
    table = try AliasTable(integerWeights: weights)
  }

  /// The elements with their weights.
  var pairs: [(element: Element, weight: Int)] { Array(zip(elements, weights)).map { ($0, $1) } }

  /// One element, for one draw.
  func pick(_ random: inout CoordinateRandom) -> Element {
    random.pick(elements, weights: table)
  }

  /// Different elements, the weightier ones more likely and earlier, for one draw each; all of them
  /// when there are fewer.
  func sample(_ count: Int, _ random: inout CoordinateRandom) -> [Element] {
    var rest = Array(elements.indices)
    var total = weights.reduce(0, +)
    var taken: [Element] = []
    while taken.count < count, !rest.isEmpty {
      var target = random.integer(in: 0...total - 1)
      let position =
        rest.firstIndex { index in
          target -= weights[index]
          return target < 0
        } ?? 0
      let index = rest.remove(at: position)
      total -= weights[index]
      taken.append(elements[index])
    }
    return taken
  }
}
