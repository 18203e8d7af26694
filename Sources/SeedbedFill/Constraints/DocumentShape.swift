public import Seedbed

/// What a schema says of a JSON document, or of a part of one.
public struct DocumentShape: Hashable, Sendable {
  /// What it may be, the plausible first.
  public var kinds: [Kind] = Kind.allCases
  /// The parts that it must have, in order of appearance.
  public var parts: [Part] = []
  /// The least number of elements of an array.
  public var minimumCount: Int?
  /// The greatest number of elements of an array.
  public var maximumCount: Int?
  /// What is said of the value, taken for one of some type each time.
  public var values: [Values] = []
  /// Whether no two documents may have the same value there.
  public var isUnique = false
  /// The column of the row that has the same value.
  public var copiedColumn: String?
  /// The most characters of a text that there is room for.
  var longest: Int?

  /// What a JSON value is.
  public enum Kind: Hashable, Sendable, CaseIterable {
    case object, array, text, integer, real, `true`, `false`, null
  }

  /// The way to a part.
  public enum Step: Hashable, Sendable {
    /// The value of a key of an object.
    case field(String)
    /// An element of an array, from 0.
    case element(Int)
  }

  /// A part that a document must have.
  public struct Part: Hashable, Sendable {
    /// Where it is.
    public var step: Step
    /// What is said of it.
    public var shape: DocumentShape
  }

  /// What is said of a value that is taken for one of an SQL type.
  public struct Values: Hashable, Sendable {
    /// The type.
    public var type: RelationalType
    /// What it obeys.
    public var restriction: ColumnRestriction
  }

  /// Nothing is said.
  public init() {}

  /// Something that is to be at the end of a way.
  init(at path: [Step], _ inner: DocumentShape) {
    self = path.reversed().reduce(inner) { inner, step in
      var outer = DocumentShape()
      outer.parts = [Part(step: step, shape: inner)]
      if case .field = step { outer.kinds = [.object] } else { outer.kinds = [.array] }
      return outer
    }
  }

  /// Whether nothing but what it may be is said.
  var isPlain: Bool {
    parts.isEmpty && minimumCount == nil && maximumCount == nil && values.isEmpty && !isUnique
      && copiedColumn == nil
  }

  /// The same with texts of at most some characters in all its parts; any for nil.
  func limited(to length: Int?) -> DocumentShape {
    guard let length else { return self }
    var limited = self
    limited.longest = length
    for index in parts.indices {
      limited.parts[index].shape = parts[index].shape.limited(to: length)
    }
    return limited
  }

  /// What obeys both; nil when nothing does.
  func joined(_ other: DocumentShape) -> DocumentShape? {
    var both = self
    both.kinds = kinds.filter(other.kinds.contains)
    guard !both.kinds.isEmpty else { return nil }
    for part in other.parts {
      if let place = both.parts.firstIndex(where: { $0.step == part.step }) {
        guard let shape = both.parts[place].shape.joined(part.shape) else { return nil }
        both.parts[place].shape = shape
      } else {
        both.parts.append(part)
      }
    }
    both.minimumCount = [minimumCount, other.minimumCount].compactMap(\.self).max()
    both.maximumCount = [maximumCount, other.maximumCount].compactMap(\.self).min()
    if let least = both.minimumCount, let most = both.maximumCount, least > most { return nil }
    both.values += other.values.filter { !values.contains($0) }
    both.isUnique = isUnique || other.isUnique
    both.copiedColumn = copiedColumn ?? other.copiedColumn
    return both
  }
}
