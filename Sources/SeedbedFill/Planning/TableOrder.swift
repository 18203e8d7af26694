internal import Seedbed

/// Tables in an order in which each comes after those that it refers to, and after those whose triggers
/// write into it, as far as that goes; tables that refer to each other in a circle come together.
struct TableOrder {
  /// The groups; one of several tables is a circle.
  private(set) var groups: [[RelationName]] = []

  private let references: [RelationName: [RelationName]]
  private var indices: [RelationName: Int] = [:]
  private var lowest: [RelationName: Int] = [:]
  private var stack: [RelationName] = []
  private var isOnStack: Set<RelationName> = []

  /// Orders tables by their foreign keys; keys that refer to other tables than these are left out.
  ///
  /// Source: Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J. Comput. 1 (1972),
  /// whose components come out with those first that others lead to. The depth of the recursion is
  /// the longest chain of foreign keys.
  init(_ tables: [RelationalTable]) {
    let names = Set(tables.map(\.name))
    var references: [RelationName: [RelationName]] = [:]
    for table in tables {
      references[table.name] = table.foreignKeys.map(\.parent).filter {
        $0 != table.name && names.contains($0)
      }
    }
    self.references = references
    for table in tables where indices[table.name] == nil { visit(table.name) }
    let places = Dictionary(uniqueKeysWithValues: tables.enumerated().map { ($1.name, $0) })
    groups = groups.map { $0.sorted { places[$0, default: 0] < places[$1, default: 0] } }
    let triggers = TriggerTargets(tables)
    if !triggers.isEmpty { placeBehindTriggers(triggers) }
  }

  /// Puts what triggers write into behind the tables that have them, where keys do not forbid it.
  private mutating func placeBehindTriggers(_ triggers: TriggerTargets) {
    var places: [RelationName: Int] = [:]
    for (place, group) in groups.enumerated() { for name in group { places[name] = place } }
    var writers = [Set<Int>](repeating: [], count: groups.count)
    let parents = groups.enumerated().map { place, group in
      Set(group.flatMap { references[$0] ?? [] }.compactMap { places[$0] }).subtracting([place])
    }
    for (place, group) in groups.enumerated() {
      for target in group.flatMap(triggers.targets) {
        if let other = places[target], other != place { writers[other].insert(place) }
      }
    }
    var left = Array(groups.indices)
    var isDone: Set<Int> = []
    var ordered: [[RelationName]] = []
    while !left.isEmpty {
      let free = left.indices.filter { isDone.isSuperset(of: parents[left[$0]]) }
      let next = free.first { isDone.isSuperset(of: writers[left[$0]]) } ?? free.first ?? 0
      let place = left.remove(at: next)
      isDone.insert(place)
      ordered.append(groups[place])
    }
    groups = ordered
  }

  private mutating func visit(_ name: RelationName) {
    let index = indices.count
    indices[name] = index
    lowest[name] = index
    stack.append(name)
    isOnStack.insert(name)
    for next in references[name] ?? [] {
      if indices[next] == nil {
        visit(next)
        lowest[name] = min(lowest[name] ?? index, lowest[next] ?? index)
      } else if isOnStack.contains(next) {
        lowest[name] = min(lowest[name] ?? index, indices[next] ?? index)
      }
    }
    guard lowest[name] == index else { return }
    var group: [RelationName] = []
    while let last = stack.popLast() {
      isOnStack.remove(last)
      group.append(last)
      if last == name { break }
    }
    groups.append(group)
  }
}
