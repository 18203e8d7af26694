internal import Seedbed

extension ColumnRestriction {
  /// Whether it restricts nothing but the length and NULL.
  var isUnrestricted: Bool {
    allowed == nil && excluded.isEmpty && lower == nil && upper == nil && patterns.isEmpty
      && !isAlwaysNull && (minimumLength ?? 0) <= 1
  }
}

/// A decision in the making: what groups of columns need to know before they change it.
struct ColumnDraft {
  let column: RelationalColumn
  let target: SpaceTarget
  /// The words of the column's name.
  let tokens: [String]
  /// Whether a unique key or an exclusion constraint holds the column.
  let isInKey: Bool
  /// Whether the column is a unique key by itself.
  let isUniqueAlone: Bool
  var generator: String
  var reason: String
  var confidence: ColumnDecision.Confidence
  var source: ColumnDecision.Source
  var wider: [any ValueSpace] = []
  var nullRate = 0.0
  /// The columns that its generator reads.
  var reads: [String] = []
  /// What the configuration says of it; nil when that is what is inferred anyway.
  var configured: FillConfiguration.Column?

  /// The space, when the source is one.
  var space: (any ValueSpace)? {
    if case .space(let space) = source { space } else { nil }
  }

  /// The most characters of a value; nil when that is not known.
  var longest: Int? {
    if let list = space as? ListSpace { return list.longest }
    guard let space = space as? TextSpace else { return nil }
    return space.templates.map(\.lengths.upperBound).max()
  }

  /// Whether nothing but a length and NOT NULL restricts the column.
  var isFree: Bool {
    target.restriction.isUnrestricted && !holdsDocuments
  }

  /// Whether its values are JSON.
  private var holdsDocuments: Bool {
    target.restriction.document != nil || target.restriction.formats.contains(.json)
      || generator == "json" || generator == "json_array"
  }

  /// The decision.
  var decision: ColumnDecision {
    var decision = ColumnDecision(
      column: column.name, generator: generator, reason: reason, confidence: confidence,
      source: source, nullRate: nullRate, wider: wider)
    decision.configured = configured
    return decision
  }

  /// Takes a generator that reads other columns.
  mutating func read(
    _ columns: [String], _ generator: Generator, isUnique: Bool = false, because reason: String
  ) {
    source = .generator(generator, isUnique: isUnique)
    reads = columns
    wider = []
    self.reason += "; \(reason)"
  }
}
