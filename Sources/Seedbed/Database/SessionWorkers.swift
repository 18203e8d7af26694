internal import Synchronization

/// Runs tasks side by side on several sessions, each session on a thread of its own but the first,
/// which the caller's thread uses.
package struct SessionWorkers {
  /// What is done on whichever session is free next.
  package typealias Task<Value> = @Sendable (any DatabaseSession) throws -> Value

  private let sessions: [any DatabaseSession]

  /// Creates workers, one a session; nobody else may use the sessions while they run.
  package init(_ sessions: [any DatabaseSession]) {
    precondition(!sessions.isEmpty, "somebody has to work")
    self.sessions = sessions
  }

  /// The results of the tasks, in their order. Every task is run, whatever becomes of the others;
  /// throws what the first failing one threw, in order.
  package func run<Value: Sendable>(_ tasks: [Task<Value>]) throws -> [Value] {
    let board = Board(tasks)
    var threads: [WorkerThread] = []
    defer { for thread in threads { thread.join() } }
    for session in sessions.dropFirst().prefix(max(0, tasks.count - 1)) {
      let handOver = HandOver(session: session)
      threads.append(try WorkerThread { board.work(on: handOver.session) })
    }
    board.work(on: sessions[0])
    for thread in threads { thread.join() }
    threads = []
    return try board.values()
  }

  /// A session on its way to the one thread that uses it from then on.
  private struct HandOver: @unchecked Sendable {
    let session: any DatabaseSession
  }

  /// Tasks that threads take one by one, and their results.
  private final class Board<Value: Sendable>: Sendable {
    private let tasks: [Task<Value>]
    private let next = Atomic(0)
    private let results: Mutex<[Result<Value, any Error>?]>

    init(_ tasks: [Task<Value>]) {
      self.tasks = tasks
      results = Mutex(Array(repeating: nil, count: tasks.count))
    }

    func work(on session: any DatabaseSession) {
      while case let number = next.add(1, ordering: .relaxed).oldValue, number < tasks.count {
        let result = Result { try tasks[number](session) }
        results.withLock { $0[number] = result }
      }
    }

    func values() throws -> [Value] {
      try results.withLock { results in
        try results.map { result in
          guard let result else { preconditionFailure("a task was not run") }
          return try result.get()
        }
      }
    }
  }
}
