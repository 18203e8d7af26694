public import Seedbed

/// What a column can hold: the type, and what constraints leave of it.
public struct SpaceTarget: Sendable, CustomStringConvertible {
  /// The type under all domains.
  let type: RelationalType
  let dialect: RelationalSchema.Dialect
  let restriction: ColumnRestriction
  let support: ConstraintSupport
  /// Whether two texts that differ in case only are one.
  let ignoresCase: Bool
  /// How moments are kept where the type does not say.
  var momentForm: MomentForm?

  /// Creates the target of a column of a type.
  ///
  /// - Parameters:
  ///   - type: the type; domains are looked through.
  ///   - dialect: the engine's.
  ///   - restriction: what CHECKs say of the column, those of domains included.
  ///   - collation: the column's collation, where it is not the type's own.
  ///   - support: who understands patterns.
  public init(
    type: RelationalType, dialect: RelationalSchema.Dialect,
    restriction: ColumnRestriction = ColumnRestriction(), collation: String? = nil,
    support: ConstraintSupport = .none
  ) {
    self.type = type.underlying
    self.dialect = dialect
    self.restriction = restriction
    self.support = support
    ignoresCase = self.type == .caseInsensitiveText || collation?.uppercased() == "NOCASE"
  }

  /// The kind of column.
  var family: ValueFamily { ValueFamily(type) }

  /// The most characters of a text.
  var maximumLength: Int? {
    var length = restriction.maximumLength
    if case .text(let maximum?, _) = type { length = min(length ?? maximum, maximum) }
    return length
  }

  /// The number of characters that constraints leave no other for; nil where they do.
  var fixedLength: Int? {
    guard let least = restriction.minimumLength, least == maximumLength else { return nil }
    return least
  }

  /// The type in words.
  public var description: String {
    switch type {
    case .text(let length?, _): "text of at most \(length) characters"
    case .integer(let bitCount): "an integer of \(bitCount) bits"
    case .decimal(let precision?, let scale): "numeric(\(precision),\(scale ?? 0))"
    case .enumeration(let name, _): "the enumeration \(name)"
    case .other(let name), .geometric(let name), .range(let name, _, _), .composite(let name, _):
      "the type \(name)"
    default: "\(family.rawValue)"
    }
  }

  /// The values of a recipe that the column takes, all of which satisfy it; nil when there is none.
  func space(_ recipe: Recipe) -> (any ValueSpace)? {
    switch recipe {
    case .text(let templates): return textSpace(templates)
    case .digest(let form, let count): return digestSpace(form, count)
    case .number(let number): return numberSpace(number)
    case .moment(let first, let last, let shape): return momentSpace(first, last, shape)
    case .boolean(let share): return booleanSpace(share)
    case .list(let values, let weights): return listSpace(values, weights: weights)
    }
  }
}

extension ValueFamily {
  /// The family of a type.
  init(_ type: RelationalType) {
    switch type.underlying {
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .real, .decimal: self = .number
    case .text, .caseInsensitiveText, .enumeration, .any: self = .text
    case .bytes: self = .bytes
    case .uuid: self = .uuid
    case .date, .timestamp: self = .moment
    case .time: self = .time
    case .interval: self = .interval
    case .json: self = .json
    case .xml: self = .xml
    case .array: self = .array
    case .composite: self = .row
    case .range: self = .range
    case .bits: self = .bits
    case .inet: self = .inet
    case .cidr: self = .cidr
    case .macAddress: self = .macAddress
    case .money: self = .money
    case .fullText: self = .fullText
    case .geometric: self = .geometric
    case .domain, .other: self = .other
    }
  }
}
