import Foundation
import Seedbed
import SeedbedSnapshots
import SeedbedTestSupport
import Testing

@Suite struct FileCopierTests {
  /// Sizes around that of a piece, 1 MiB.
  static let sizes = [0, 1, 4095, 1 << 20, (1 << 20) + 1, 3_000_000]

  private func file(of size: Int, in folder: TemporaryFolder) throws -> (String, Data) {
    let bytes = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) })
    let path = folder.path("original")
    try bytes.write(to: URL(fileURLWithPath: path))
    return (path, bytes)
  }

  @Test(arguments: sizes) func copiesAndHashes(size: Int) throws {
    let folder = try TemporaryFolder()
    let (path, bytes) = try file(of: size, in: folder)
    let copier = FileCopier(interruption: Interruption())
    let result: (bytes: Int, sha256: String)
    do {
      let source = try OpenFile(path: path, O_RDONLY)
      let target = try OpenFile(path: folder.path("copy"), O_RDWR | O_CREAT | O_EXCL)
      result = try copier.copy(source, to: target)
      let whole = try copier.hash(target)
      #expect(whole.bytes == size && whole.sha256 == result.sha256)
    }
    #expect(result.bytes == size)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("copy"))) == bytes)
  }

  @Test(arguments: sizes) func compressesAndUnpacks(size: Int) throws {
    let folder = try TemporaryFolder()
    let (path, bytes) = try file(of: size, in: folder)
    let zstandard = ZstandardFile(interruption: Interruption())
    do {
      let source = try OpenFile(path: path, O_RDONLY)
      let packed = try OpenFile(path: folder.path("packed"), O_RDWR | O_CREAT | O_EXCL)
      let result = try zstandard.compress(source, to: packed)
      let hash = try FileCopier(interruption: Interruption()).hash(packed)
      #expect(hash.bytes == result.bytes && hash.sha256 == result.sha256)
      let target = try OpenFile(path: folder.path("copy"), O_RDWR | O_CREAT | O_EXCL)
      #expect(try zstandard.decompress(packed, to: target) == result.sha256)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("copy"))) == bytes)
  }

  @Test func refusesACompressedFileThatEndsTooEarly() throws {
    let folder = try TemporaryFolder()
    let (path, _) = try file(of: 100_000, in: folder)
    let zstandard = ZstandardFile(interruption: Interruption())
    let source = try OpenFile(path: path, O_RDONLY)
    let packed = try OpenFile(path: folder.path("packed"), O_RDWR | O_CREAT | O_EXCL)
    let count = try zstandard.compress(source, to: packed).bytes
    #expect(ftruncate(packed.descriptor, count - 1) == 0)
    let target = try OpenFile(path: folder.path("copy"), O_RDWR | O_CREAT | O_EXCL)
    #expect(throws: SnapshotError.self) { try zstandard.decompress(packed, to: target) }
  }

  @Test func stopsWhenAsked() throws {
    let folder = try TemporaryFolder()
    let (path, _) = try file(of: 10, in: folder)
    let interruption = Interruption()
    interruption.request()
    let source = try OpenFile(path: path, O_RDONLY)
    #expect(throws: Interrupted.self) { try FileCopier(interruption: interruption).hash(source) }
  }

  @Test func opensNoLinks() throws {
    let folder = try TemporaryFolder()
    let (path, _) = try file(of: 10, in: folder)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: path)
    let error = #expect(throws: SnapshotError.self) {
      _ = try OpenFile(path: folder.path("link"), O_RDONLY).descriptor
    }
    #expect(error?.description.contains("symbolic link") == true)
  }
}
