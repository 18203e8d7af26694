internal import CLibPQ

/// A connection of the C library, finished when it goes.
struct PostgresHandle: ~Copyable {
  /// The `PGconn *`.
  let pointer: OpaquePointer

  /// Takes a connection over, an open one or a failed one.
  init(_ pointer: OpaquePointer) { self.pointer = pointer }

  deinit { PQfinish(pointer) }
}
