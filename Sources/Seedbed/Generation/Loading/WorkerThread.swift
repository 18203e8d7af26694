internal import Glibc

/// A thread of its own for work that blocks or computes for long, off the cooperative pool.
final class WorkerThread: @unchecked Sendable {
  private var handle = pthread_t()

  /// Starts a thread that runs a closure and ends.
  ///
  /// Throws `WorkerThreadError` when the system gives no thread.
  init(_ body: @escaping @Sendable () -> Void) throws {
    let box = Unmanaged.passRetained(Body(body))
    let status = pthread_create(
      &handle, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    if status != 0 {
      box.release()
      throw WorkerThreadError(reason: String(cString: strerror(status)))
    }
  }

  /// Waits for the thread to end; call it once.
  func join() { pthread_join(handle, nil) }

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// The number of processors that are there for this process.
  static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

/// The system gave no thread.
struct WorkerThreadError: Error, CustomStringConvertible {
  let reason: String

  var description: String {
    "the system gave no thread (\(reason)); end other programs or raise the limit and run again"
  }
}
