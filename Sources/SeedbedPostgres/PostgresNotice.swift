internal import CLibPQ

/// What the server says without being asked, such as a warning.
public struct PostgresNotice: Sendable, CustomStringConvertible {
  /// `WARNING`, `NOTICE`, `INFO`, `LOG` or `DEBUG`.
  public let severity: String
  /// The SQLSTATE.
  public let code: PostgresError.Code
  /// The server's words.
  public let message: String

  /// Creates a remark of the engine's own.
  init(severity: String, code: PostgresError.Code, message: String) {
    self.severity = severity
    self.code = code
    self.message = message
  }

  init(_ result: OpaquePointer?) {
    func field(_ field: Int) -> String {
      PQresultErrorField(result, Int32(field)).map { String(cString: $0) } ?? ""
    }
    severity = field(CLIBPQ_SEVERITY)
    code = PostgresError.Code(rawValue: field(CLIBPQ_SQLSTATE))
    message = field(CLIBPQ_MESSAGE)
  }

  /// The severity and the words.
  public var description: String { "\(severity): \(message)" }
}

/// Holds the closure that takes notices, at an address that libpq can keep.
final class PostgresNoticeReceiver {
  private let receive: (PostgresNotice) -> Void

  init(_ receive: @escaping (PostgresNotice) -> Void) { self.receive = receive }

  /// Makes a connection hand its notices over; the receiver has to live as long as it.
  func attach(to connection: OpaquePointer) {
    PQsetNoticeReceiver(
      connection,
      { context, result in
        guard let context else { return }
        Unmanaged<PostgresNoticeReceiver>.fromOpaque(context).takeUnretainedValue()
          .receive(PostgresNotice(result))
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
