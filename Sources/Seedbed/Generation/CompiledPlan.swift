/// A plan with every name resolved, every demand proved and every stream keyed: ready to be computed
/// at any row.
public struct CompiledPlan: Sendable {
  /// One table.
  struct Table: Sendable {
    let relation: RelationName
    /// The position of the parent's table; nil for the root.
    let parent: Int?
    /// How many children each parent has; nil for the root.
    let childCounts: ChildCounts?
    /// The rows of the whole table.
    let rowCount: Int
    /// The columns in the order of computation, gathered ones included.
    let columns: [Column]
    /// The positions in `columns` of those that are written.
    let stored: [Int]
    /// What every row has to meet.
    var filters: [Filter] = []
    /// For each column, what a row that is drawn again does to it; empty without filters.
    var redraws: [Redraw] = []

    var name: String { relation.description }
  }

  /// A condition with the positions of the columns that it reads.
  struct Filter: Sendable {
    let name: String
    let condition: any RowCriterion
    let inputs: [Int]
  }

  /// What drawing a row again does to a column.
  enum Redraw: Sendable {
    /// It keeps its value.
    case kept
    /// It is computed again from other columns, with its own stream.
    case following
    /// It is drawn from another stream.
    case drawn
  }

  /// One column.
  struct Column: Sendable {
    let name: String
    let kind: ColumnVector.Kind
    let source: Source

    /// Whether the column belongs to the table's plan and is no copy of the parent's.
    var isGenerated: Bool {
      if case .generated = source { true } else { false }
    }
  }

  /// Where a column's values come from.
  enum Source: Sendable {
    /// A generator over columns at some positions of the same table.
    case generated(any ColumnGenerator, StreamKey, inputs: [Int])
    /// The parent row's value of the column at a position of the parent's table.
    case gathered(parentColumn: Int)
  }

  /// The plan's name.
  public let name: String
  /// What a row of the root table is called, in the plural.
  public let noun: String
  let tables: [Table]
  /// Whether all rows have to be committed at once.
  let isOneChunk: Bool
  /// What else the rows depend on.
  let settings: String

  /// Resolves and proves a plan. Throws `PlanError` with everything that is wrong with it, and
  /// `ReferenceDataError` for reference data that cannot be read.
  public init(_ plan: BulkPlan, seed: UInt64, binding: PlanBinding) throws {
    var compiler = PlanCompiler(plan, seed: seed, binding: binding)
    tables = try compiler.compile()
    name = plan.name
    noun = plan.noun
    isOneChunk = plan.isOneChunk
    settings = plan.settings
  }

  init(name: String, noun: String, tables: [Table]) {
    self.name = name
    self.noun = noun
    self.tables = tables
    isOneChunk = false
    settings = ""
  }

  /// The rows of the root table; of several root tables those of the largest.
  public var parentCount: Int {
    tables.reduce(0) { $1.parent == nil ? max($0, $1.rowCount) : $0 }
  }
  /// The rows of each table, in the order of the plan.
  public var rowCounts: [TableEstimate] { tables.map { TableEstimate($0.name, $0.rowCount) } }
  /// The tables as a sink takes them.
  public var bulkTables: [BulkTable] {
    tables.map { table in
      BulkTable(
        relation: table.relation, columns: table.stored.map { table.columns[$0].name },
        kinds: table.stored.map { table.columns[$0].kind }, rowCount: table.rowCount)
    }
  }

  /// The position of a table's plan, or nil.
  func position(of table: String) -> Int? { tables.firstIndex { $0.name == table } }

  /// The rows of each table that belong to a range of root rows.
  func rowRanges(ofParents parents: Range<Int>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for table in tables {
      if let parent = table.parent, let counts = table.childCounts {
        let range = ranges[parent]
        ranges.append(
          counts.firstChild(
            ofParent: range.lowerBound)..<counts.firstChild(ofParent: range.upperBound))
      } else {
        ranges.append(parents.clamped(to: 0..<table.rowCount))
      }
    }
    return ranges
  }
}
