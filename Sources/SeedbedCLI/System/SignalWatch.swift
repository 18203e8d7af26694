internal import Glibc
internal import Seedbed

/// Turns Ctrl-C and SIGTERM into a request to stop, and a second one into the end.
///
/// The signals are blocked in every thread and taken by one that waits for them, so that what
/// happens on a signal is ordinary code, not a handler.
enum SignalWatch {
  /// The exit status of a process that was interrupted.
  static let interruptedStatus: Int32 = 130

  /// Begins to watch; to be called before any other thread is started, which inherits the mask.
  ///
  /// A signal that is ignored already, as `nohup` and a shell's `&` do, stays ignored.
  /// - Parameter onFirst: Called on a thread of its own when the first signal has come.
  static func start(_ interruption: Interruption, onFirst: @escaping @Sendable () -> Void) {
    var signals = sigset_t()
    sigemptyset(&signals)
    var isAny = false
    for signal in [SIGINT, SIGTERM] where !isIgnored(signal) {
      sigaddset(&signals, signal)
      isAny = true
    }
    guard isAny else { return }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let watch = Watch(signals: signals, interruption: interruption, onFirst: onFirst)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Watch>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(watch).toOpaque())
    precondition(code == 0, "cannot start a thread: \(systemMessage(code))")
    pthread_detach(thread)
  }

  /// Makes a write to a closed pipe, and one beyond the largest file allowed (`ulimit -f`), an error
  /// of the write instead of the end of the process.
  static func turnIntoErrors() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    let handler = action.__sigaction_handler.sa_handler
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private final class Watch: Sendable {
    let signals: sigset_t
    let interruption: Interruption
    let onFirst: @Sendable () -> Void

    init(
      signals: sigset_t, interruption: Interruption, onFirst: @escaping @Sendable () -> Void
    ) {
      self.signals = signals
      self.interruption = interruption
      self.onFirst = onFirst
    }

    func run() {
      var signals = signals
      var number: Int32 = 0
      while true {
        guard sigwait(&signals, &number) == 0 else { continue }
        if interruption.isRequested { _exit(SignalWatch.interruptedStatus) }
        interruption.request()
        onFirst()
      }
    }
  }
}
