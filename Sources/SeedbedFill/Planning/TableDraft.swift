internal import Seedbed

/// What is decided of one table before its generators are made: how each column gets its values, and
/// how many rows there can be.
struct TableDraft {
  let table: RelationalTable
  let rowCount: Int
  /// The columns in the order of computation.
  var columns: [DraftColumn] = []
  /// What rows have to meet.
  var filters: [RowFilter] = []
  /// For each column, what was decided and why, in the table's order.
  var decisions: [ColumnDecision] = []
  /// The most rows that its unique keys allow, with what limits them; nil when the rows fit.
  var limit: (rowCount: Int, reason: String)?
  /// The columns whose numbers can be made smaller for a condition that no row meets.
  var narrowable: Set<String> = []
  /// Whether values of the configuration are what limits them, which is among the problems.
  var isLimitConfigured = false
  /// What rows that were there before have taken of what makes unique keys hold.
  var placements: [Placement] = []
  /// By the column of a placement, the places that rows get.
  var places: [String: FreePlaces] = [:]
  /// Keys over one column whose generator keeps off values that they take for one.
  var separated: Set<UniqueKey> = []
  /// What keeps rows apart that other unique keys take for one.
  var collisions: KeyCollisions?
  /// What the user should know.
  var notes: [String] = []
  /// Why the table cannot be filled.
  var problems: [String] = []
  /// Whether rows refer to earlier rows of the same table, so that chunks come in order.
  var refersToItself = false

  /// A column of some filters whose values a configuration can say; nil when keys decide all of them.
  func configurableColumn(of names: [String]) -> String? {
    let inputs = Set(filters.filter { names.contains($0.name) }.flatMap(\.inputs))
    return decisions.first { decision in
      guard inputs.contains(decision.column), !decision.isHidden else { return false }
      if case .engine = decision.source { return false }
      return true
    }?.column
  }

  /// The columns that decide some columns and are drawn, for rows that are to be drawn again.
  func redrawable(for names: [String]) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    var queue = names
    while let next = queue.popLast() {
      guard seen.insert(next).inserted, let column = columns.first(where: { $0.name == next })
      else {
        continue
      }
      if case .parentValue = column.source {} else { found.append(next) }
      queue += column.reads
    }
    return found
  }

  /// The columns that some columns are computed from, themselves included, and whether the filters
  /// have to be there for them.
  func closure(of names: [String]) -> (columns: [DraftColumn], needsFilters: Bool) {
    var redrawn = Set(filters.flatMap(\.redrawn))
    for column in columns where column.reads.contains(where: redrawn.contains) {
      redrawn.insert(column.name)
    }
    var needed: Set<String> = []
    var queue = names
    var needsFilters = false
    let reads = Dictionary(columns.map { ($0.name, $0.reads) }) { first, _ in first }
    while let next = queue.popLast() {
      guard needed.insert(next).inserted else { continue }
      queue += reads[next] ?? []
      if !needsFilters, redrawn.contains(next) {
        needsFilters = true
        queue += filters.flatMap { $0.inputs + $0.redrawn }
      }
    }
    return (columns.filter { needed.contains($0.name) }, needsFilters)
  }
}

/// A column that chooses by the place of its row in a permutation, so that unique keys hold, and the
/// keys of rows that were there before.
struct Placement {
  /// The column whose generator has the permutation.
  let column: String
  /// How many places there are.
  let capacity: UInt64
  /// Whether there can be no more rows than places.
  let isLimit: Bool
  /// The columns that follow from the place, by key, with what the stored rows have there.
  var keys: [(name: String, columns: [String], stored: StoredKeys)]
}

/// One column of a draft.
struct DraftColumn {
  let name: String
  let source: Source
  var isStored = true

  /// Where values come from.
  enum Source {
    /// A generator that needs nothing of other tables.
    case generator(Generator)
    /// The number of the row that a key refers to.
    case choice(ForeignKeyDraft)
    /// A column of that row.
    case parentValue(ForeignKeyDraft, position: Int, isNullable: Bool)
  }

  /// The columns of the row that it reads.
  var reads: [String] {
    switch source {
    case .generator(let generator): generator.inputNames
    case .choice(let key): key.choiceReads
    case .parentValue(let key, _, _): [key.choiceColumn]
    }
  }
}

/// How the rows that one foreign key refers to are chosen.
struct ForeignKeyDraft {
  let key: RelationalForeignKey
  /// The name of the hidden column of row numbers.
  let choiceColumn: String
  /// The key's columns that it decides, with their positions in the key; the others another key has
  /// decided before.
  var decides: [(column: String, position: Int)]
  /// The positions of the key's columns that are decided before.
  var agreesOn: [Int] = []
  var mode: Mode = .skewed
  var nullRate = 0.0
  var isNullable = false
  /// Whether the key refers to its own table.
  var isOwn = false
  /// Whether it is NULL by the alternative of a row that a hidden column says.
  var nullity: (choice: String, states: [Nullity])?
  /// What the values of single columns have to meet, by position.
  var conditions: [(position: Int, criterion: any RowCriterion)] = []
  /// The rows that the configuration names by a value.
  var named: NamedParents?
  /// Keys of other tables' rows that the chosen row has to have a partner in, because they share
  /// columns that may not be NULL.
  var partners: [Partner] = []

  /// How a row is chosen among all parents.
  enum Mode {
    case skewed
    case even
    case distinct(ParentChoice.Rest)
    case digit(column: String)

    /// Whether a row may be chosen by any number of others.
    var isFree: Bool {
      switch self {
      case .skewed, .even: true
      case .distinct, .digit: false
      }
    }
  }

  /// Rows that are referred to, by what they have in one column.
  struct NamedParents {
    /// The column's position in the key, and its name.
    let position: Int
    let column: String
    /// The values as text, each once, and how often each is referred to.
    let weights: [String: Int]
    /// Where the configuration says so.
    let place: String
  }

  /// Another key that takes over values of this one.
  struct Partner {
    let parent: RelationName
    /// The columns of that parent, and of this key's parent, that have to have the same values.
    let columns: [String]
    let ownColumns: [String]
    /// What has to hold between a row of this key's parent and one of that parent.
    var conditions: [PartnerCondition] = []
  }

  var choiceReads: [String] {
    let choice = nullity.map { [$0.choice] } ?? []
    if !agreesOn.isEmpty { return agreesOn.map { key.columns[$0] } + choice }
    if case .digit(let column) = mode { return [column] + choice }
    return choice
  }
}
