internal import CZstd
internal import Glibc
package import Seedbed

/// Files compressed with Zstandard, hashed on the way.
package struct ZstandardFile {
  /// The level of compression; docs/decisions/0009-snapshots.md has the figures.
  static let level: Int32 = 1

  let interruption: Interruption

  /// Creates one that stops when it is asked to.
  package init(interruption: Interruption) { self.interruption = interruption }

  /// Compresses the whole of a file into an empty one; returns the bytes and the SHA-256 of the
  /// compressed file. Its checksum tells of damage also to whoever unpacks it without Seedbed.
  package func compress(
    _ source: borrowing OpenFile, to target: borrowing OpenFile
  ) throws -> (bytes: Int, sha256: String) {
    guard let context = ZSTD_createCCtx() else { throw Self.failure("out of memory") }
    defer { ZSTD_freeCCtx(context) }
    _ = try Self.check(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Self.level))
    _ = try Self.check(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1))
    // A library that was built for one thread refuses, and then works on this one.
    _ = ZSTD_CCtx_setParameter(
      context, ZSTD_c_nbWorkers, Int32(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    var hash = SHA256Hash()
    var written = 0
    try Self.stream(source, ZSTD_CStreamInSize(), ZSTD_CStreamOutSize()) { input, isLast, output in
      try interruption.check()
      var reading = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
      var left = 1
      while reading.pos < reading.size || (isLast && left != 0) {
        var writing = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        left = try Self.check(
          ZSTD_compressStream2(context, &writing, &reading, isLast ? ZSTD_e_end : ZSTD_e_continue))
        let made = UnsafeRawBufferPointer(rebasing: output[..<writing.pos])
        hash.add(made)
        try target.write(made)
        written += made.count
      }
    }
    return (written, hash.finish())
  }

  /// Unpacks the whole of a compressed file into an empty one; returns the SHA-256 of the compressed
  /// file. Throws `SnapshotError` when it is damaged.
  package func decompress(
    _ source: borrowing OpenFile, to target: borrowing OpenFile
  ) throws -> String {
    guard let context = ZSTD_createDCtx() else { throw Self.failure("out of memory") }
    defer { ZSTD_freeDCtx(context) }
    var hash = SHA256Hash()
    var left = 1
    try Self.stream(source, ZSTD_DStreamInSize(), ZSTD_DStreamOutSize()) { input, _, output in
      try interruption.check()
      hash.add(UnsafeRawBufferPointer(input))
      var reading = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
      while reading.pos < reading.size {
        var writing = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        left = try Self.check(ZSTD_decompressStream(context, &writing, &reading))
        try target.write(UnsafeRawBufferPointer(rebasing: output[..<writing.pos]))
      }
    }
    if left != 0 { throw Self.failure("it ends too early") }
    return hash.finish()
  }

  /// Hands over a file piece by piece, the last one, which may be empty, marked as such.
  private static func stream(
    _ source: borrowing OpenFile, _ inputSize: Int, _ outputSize: Int,
    _ body: (UnsafeMutableRawBufferPointer, Bool, UnsafeMutableRawBufferPointer) throws -> Void
  ) throws {
    let input = UnsafeMutableRawBufferPointer.allocate(byteCount: inputSize, alignment: 64)
    let output = UnsafeMutableRawBufferPointer.allocate(byteCount: outputSize, alignment: 64)
    defer {
      input.deallocate()
      output.deallocate()
    }
    var position = 0
    while true {
      let count = try source.read(input, at: position)
      position += count
      try body(
        UnsafeMutableRawBufferPointer(rebasing: input[..<count]), count < inputSize, output)
      if count < inputSize { return }
    }
  }

  private static func check(_ result: Int) throws(SnapshotError) -> Int {
    guard ZSTD_isError(result) == 0 else {
      throw failure(String(cString: ZSTD_getErrorName(result)))
    }
    return result
  }

  private static func failure(_ reason: String) -> SnapshotError {
    SnapshotError(
      .damaged,
      "the compressed image cannot be worked on: \(reason); take another snapshot, or save anew")
  }
}
