/// Somebody else is seeding the same database.
public struct AnotherSeeder: Refusal, Hashable, CustomStringConvertible {
  /// Who it is, such as `process 4711`.
  public let holder: String
  /// Since when, as an instant in UTC; nil where nothing says so.
  public let since: String?
  /// How to end the other one.
  public let remedy: String

  /// Creates the error.
  public init(holder: String, since: String?, remedy: String) {
    self.holder = holder
    self.since = since
    self.remedy = remedy
  }

  /// Who is at it, and what to do.
  public var description: String {
    "this database is being seeded by \(holder)\(since.map { ", since \($0)" } ?? ""); "
      + "wait until that has ended, or \(remedy)"
  }
}
