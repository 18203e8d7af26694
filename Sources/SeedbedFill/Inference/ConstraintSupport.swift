public import Seedbed

/// What the inference asks of whoever understands patterns and domains.
public struct ConstraintSupport: Sendable {
  /// A space of texts that match all patterns of a restriction and have its lengths; nil when the
  /// patterns are not understood.
  public var space: @Sendable (ColumnRestriction) -> (any ValueSpace)?
  /// An automaton that accepts exactly the texts that match all patterns of a restriction, its
  /// lengths left out; nil when there is none.
  public var automaton: @Sendable (ColumnRestriction) -> (any TextAcceptor)?
  /// What the CHECKs of a domain say of its values.
  public var restriction: @Sendable (RelationalDomain) -> ColumnRestriction

  /// Creates the support.
  public init(
    space: @escaping @Sendable (ColumnRestriction) -> (any ValueSpace)?,
    automaton: @escaping @Sendable (ColumnRestriction) -> (any TextAcceptor)?,
    restriction: @escaping @Sendable (RelationalDomain) -> ColumnRestriction
  ) {
    self.space = space
    self.automaton = automaton
    self.restriction = restriction
  }

  /// Nothing is understood: a column with a pattern cannot be decided.
  public static let none = ConstraintSupport(
    space: { _ in nil }, automaton: { _ in nil }, restriction: { _ in ColumnRestriction() })
}

/// A deterministic automaton over the characters of a text.
public protocol TextAcceptor: Sendable {
  /// The state before the first character.
  var start: Int { get }
  /// The state after one more character; nil when no text that begins so is accepted.
  func next(_ state: Int, _ scalar: Unicode.Scalar) -> Int?
  /// The state after a text; nil when it leads nowhere.
  func state(after text: String, from start: Int) -> Int?
  /// Whether a text may end in a state.
  func isAccepting(_ state: Int) -> Bool
}
