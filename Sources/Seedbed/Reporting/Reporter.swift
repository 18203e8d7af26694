/// Where a run's progress and remarks go; results do not go here.
public protocol Reporter: Sendable {
  /// A remark of a step or of the framework, one line.
  func note(_ text: String)
  /// Something that a person should look at, one line.
  func warning(_ text: String)
  /// How far a bulk load has come; called often, shown as seldom as fits the terminal.
  func progress(_ progress: BulkProgress)
}

/// How far a bulk load has come.
public struct BulkProgress: Hashable, Sendable {
  /// What the parents are called, such as `profiles`.
  public var noun: String
  /// Parents written and committed, the ones of earlier runs included.
  public var parentsDone: Int
  /// Parents in all.
  public var parentCount: Int
  /// Chunks committed in this run.
  public var chunksDone: Int
  /// Chunks to commit in this run, those of `chunksDone` included.
  public var chunkCount: Int
  /// Rows written in this run, children included.
  public var rowsDone: Int
  /// How long this load has been going on.
  public var elapsed: Duration

  /// Creates a statement of progress.
  public init(
    noun: String, parentsDone: Int, parentCount: Int, chunksDone: Int, chunkCount: Int,
    rowsDone: Int, elapsed: Duration
  ) {
    self.noun = noun
    self.parentsDone = parentsDone
    self.parentCount = parentCount
    self.chunksDone = chunksDone
    self.chunkCount = chunkCount
    self.rowsDone = rowsDone
    self.elapsed = elapsed
  }
}
