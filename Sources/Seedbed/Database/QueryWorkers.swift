/// Runs reading tasks side by side: on the session itself, and on a second connection where the
/// engine gives one.
struct QueryWorkers {
  /// A task that only reads.
  typealias Task<Value> = SessionWorkers.Task<Value>

  let session: any DatabaseSession

  /// The results of the tasks, in their order. Throws what the first failing one threw, in order.
  func run<Value: Sendable>(_ tasks: [Task<Value>]) throws -> [Value] {
    guard tasks.count > 1, let reader = try session.makeReader() else {
      return try SessionWorkers([session]).run(tasks)
    }
    defer { reader.close() }
    return try SessionWorkers([session, reader]).run(tasks)
  }
}
