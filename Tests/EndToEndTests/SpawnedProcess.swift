import Foundation
import Glibc
import Synchronization

/// A process whose end a thread of its own waits for.
///
/// Foundation's `Process` now and then misses the end of one when many are started at once.
final class SpawnedProcess: Sendable {
  /// A process that could not be started.
  struct Failure: Error {
    let path: String
    let code: Int32
  }

  /// How a process ended.
  enum End: Sendable {
    case exited(status: Int32)
    case killed(signal: Int32)
  }

  let processIdentifier: pid_t
  private let end = Mutex<(end: End?, waiting: [CheckedContinuation<End, Never>])>((nil, []))

  /// Starts a program in a folder with its standard files and nothing but these variables.
  init(
    _ words: [String], in folder: String, environment: [String: String], input: Int32,
    output: Int32, errors: Int32
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, file) in [input, output, errors].enumerated() {
      posix_spawn_file_actions_adddup2(&actions, file, Int32(number))
    }
    // env changes the folder and becomes the program.
    let command = ["/usr/bin/env", "-C", folder] + words
    var arguments = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var started = pid_t()
    let code = posix_spawn(&started, command[0], &actions, nil, &arguments, &variables)
    guard code == 0 else { throw Failure(path: command[0], code: code) }
    processIdentifier = started
    Thread.detachNewThread { self.waitForEnd() }
  }

  /// Whether it has not ended yet.
  var isRunning: Bool { end.withLock { $0.end == nil } }

  /// Waits for a time, or for its end if that comes first; whether it still runs.
  func isRunning(after delay: Duration) async throws -> Bool {
    let end = ContinuousClock.now + delay
    while isRunning, ContinuousClock.now < end {
      try await Task.sleep(for: min(end - ContinuousClock.now, .milliseconds(20)))
    }
    return isRunning
  }

  /// Sends it what Ctrl-C sends.
  func interrupt() { kill(processIdentifier, SIGINT) }

  /// Its end, as soon as that has come.
  func wait() async -> End {
    await withCheckedContinuation { continuation in
      let known = end.withLock { state -> End? in
        if state.end == nil { state.waiting.append(continuation) }
        return state.end
      }
      if let known { continuation.resume(returning: known) }
    }
  }

  private func waitForEnd() {
    var status: Int32 = 0
    while waitpid(processIdentifier, &status, 0) == -1, errno == EINTR {}
    // As wait(2) has it: the low 7 bits are the signal, the next byte the status.
    let signal = status & 0x7f
    let found: End = signal == 0 ? .exited(status: status >> 8 & 0xff) : .killed(signal: signal)
    let waiting = end.withLock { state in
      state.end = found
      return state.waiting
    }
    for continuation in waiting { continuation.resume(returning: found) }
  }
}
