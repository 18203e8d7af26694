import Foundation
import Glibc
import SeedbedSQLite
import Synchronization
import Testing

/// The bulk load from the outside: interrupted, killed, gone on with, and computed row by row.
@Suite struct BatchTests {
  static let arguments = [
    "run", "--create-batch-profiles", "--batch-profile-count", "2000", "--batch-chunk-size", "5",
    "--batch-verbose",
  ]

  static let undisturbed = Task<String, any Error> {
    let folder = try await Seeded.folder()
    // One chunk instead of four hundred: the result is the same.
    let outcome = try await SeedbedExecutable.run(
      Array(arguments[...3]), in: folder)
    #expect(outcome.status == 0, "\(outcome)")
    return try await RunTests.digest(folder)
  }

  /// Runs the load and sends it a signal once some chunks are done.
  ///
  /// Every chunk says a line, and the pipe that the lines go into holds one page: the load waits for
  /// its reader long before the four hundredth chunk, however fast the machine is.
  static func run(
    in folder: borrowing TemporaryFolder, interruptedBy signal: Int32
  ) async throws -> (outcome: SeedbedExecutable.Outcome, said: String) {
    let pipe = Pipe()
    // F_SETPIPE_SZ of fcntl(2), which the Glibc module leaves out.
    #expect(fcntl(pipe.fileHandleForWriting.fileDescriptor, 1031, Int32(4096)) >= 0)
    let reading = pipe.fileHandleForReading
    let said = Mutex(Data())
    let outcome = try await SeedbedExecutable.run(
      arguments, in: folder, errors: pipe.fileHandleForWriting
    ) { process in
      try pipe.fileHandleForWriting.close()
      let processID = process.processIdentifier
      // On a thread of its own: reading blocks, and the tests' own threads are few.
      await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          let mark = Data("chunk 3/400".utf8)
          var text = Data()
          var isSent = false
          while case let piece = reading.availableData, !piece.isEmpty {
            text += piece
            if !isSent, text.range(of: mark) != nil {
              isSent = true
              kill(processID, signal)
            }
          }
          said.withLock { $0 = text }
          continuation.resume()
        }
      }
    }
    return (outcome, String(decoding: said.withLock { $0 }, as: UTF8.self))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func stopsBetweenChunksAndGoesOn(signal: Int32) async throws {
    let folder = try await Seeded.folder()
    let (outcome, said) = try await Self.run(in: folder, interruptedBy: signal)
    #expect(outcome.status == 130, "\(outcome)\n\(said)")
    #expect(outcome.signal == nil)
    #expect(said.contains("interrupted in step 37_batch_avatars"), "\(said)")
    #expect(said.contains("go on with: seedbed run --create-batch-profiles"), "\(said)")
    let profiles = try RunTests.count("SELECT count(*) FROM avatars", in: folder) - 42
    #expect(profiles > 0 && profiles < 2000 && profiles % 5 == 0)
    #expect(try RunTests.count("SELECT count(*) FROM players", in: folder) == profiles + 47)
    let rest = try await SeedbedExecutable.run(Self.arguments, in: folder)
    #expect(rest.status == 0, "\(rest)")
    #expect(try await RunTests.digest(folder) == Self.undisturbed.value)
  }

  @Test func goesOnAfterItWasKilled() async throws {
    let folder = try await Seeded.folder()
    let (outcome, _) = try await Self.run(in: folder, interruptedBy: SIGKILL)
    #expect(outcome.signal == SIGKILL)
    let rest = try await SeedbedExecutable.run(Self.arguments, in: folder)
    #expect(rest.status == 0, "\(rest)")
    #expect(try await RunTests.digest(folder) == Self.undisturbed.value)
  }

  @Test func showsTheRowThatTheDatabaseHolds() async throws {
    let folder = try await Seeded.folder()
    let arguments = ["--create-batch-profiles", "--batch-profile-count", "20", "--quiet"]
    let run = try await SeedbedExecutable.run(arguments, in: folder)
    #expect(run.status == 0, "\(run)")
    let outcome = try await SeedbedExecutable.run(
      ["show", "players", "--row", "13", "--batch-profile-count", "20"], in: folder)
    #expect(outcome.status == 0, "\(outcome)")
    let lines = outcome.output.split(separator: "\n")
    let email = lines.first { $0.hasPrefix("  email ") }?.split(separator: " ").last ?? "none"
    let id = lines.first { $0.hasPrefix("  id ") }?.split(separator: " ").last ?? "0"
    #expect(
      try RunTests.count(
        "SELECT count(*) FROM players WHERE id = \(id) AND email = '\(email)'", in: folder) == 1)
  }
}
