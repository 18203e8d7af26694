/// A column that a generator reads: an earlier one of the same row, or one of the row's parent.
public struct ColumnReference: Hashable, Sendable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// The column's name in its plan.
  public var name: String
  /// Whether the column belongs to the parent's plan.
  public var isOfParent: Bool

  /// A column of the same row.
  public static func column(_ name: String) -> ColumnReference {
    ColumnReference(name: name, isOfParent: false)
  }

  /// A column of the parent's row, recomputed with it and never looked up.
  public static func parent(_ name: String) -> ColumnReference {
    ColumnReference(name: name, isOfParent: true)
  }

  /// A column of the same row, from a literal.
  public init(stringLiteral value: String) { self.init(name: value, isOfParent: false) }

  private init(name: String, isOfParent: Bool) {
    self.name = name
    self.isOfParent = isOfParent
  }

  /// The name, with `parent.` before a parent's.
  public var description: String { isOfParent ? "parent.\(name)" : name }
}
