internal import Glibc
internal import Synchronization

/// One thread of its own that runs the asynchronous work of a command.
///
/// Database calls block; on the cooperative pool they would hold one of its few threads. Tasks that
/// prefer this executor run here, one job after the other.
final class WorkThread: TaskExecutor {
  private let queue = JobQueue()

  /// Runs an operation on a new thread, waits for it on this one, and returns its result.
  ///
  /// Not to be called from asynchronous code.
  static func run<Result: Sendable>(
    _ operation: @escaping @Sendable () async -> Result
  ) -> Result {
    let executor = WorkThread()
    let result = Box<Result>()
    executor.start()
    let queue = executor.queue
    Task(executorPreference: executor) {
      result.value.withLock { [value = await operation()] in $0 = value }
      queue.finish()
    }
    queue.waitUntilFinished()
    guard let value = result.value.withLock({ $0 }) else {
      preconditionFailure("the work ended without a result")
    }
    return value
  }

  func enqueue(_ job: consuming ExecutorJob) { queue.push(UnownedJob(job)) }

  private func start() {
    let pointer = Unmanaged.passRetained(self).toOpaque()
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let executor = Unmanaged<WorkThread>.fromOpaque(argument).takeRetainedValue()
        while let job = executor.queue.pop() {
          job.runSynchronously(on: executor.asUnownedTaskExecutor())
        }
        return nil
      }, pointer)
    precondition(code == 0, "cannot start a thread: \(systemMessage(code))")
    pthread_detach(thread)
  }
}

private final class Box<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}

/// The jobs that wait for the thread, and whether the work has ended.
private final class JobQueue: @unchecked Sendable {
  // All state is guarded by `mutex`, which `Synchronization.Mutex` cannot replace: it has no
  // condition to wait for.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var jobs: [UnownedJob] = []
  private var isFinished = false

  init() {
    mutex = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  func push(_ job: UnownedJob) {
    withLock {
      jobs.append(job)
      pthread_cond_broadcast(changed)
    }
  }

  /// The next job, waited for; nil once the work has ended.
  func pop() -> UnownedJob? {
    withLock {
      while jobs.isEmpty && !isFinished { pthread_cond_wait(changed, mutex) }
      return jobs.isEmpty ? nil : jobs.removeFirst()
    }
  }

  func finish() {
    withLock {
      isFinished = true
      pthread_cond_broadcast(changed)
    }
  }

  func waitUntilFinished() {
    withLock {
      while !isFinished { pthread_cond_wait(changed, mutex) }
    }
  }

  private func withLock<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}
