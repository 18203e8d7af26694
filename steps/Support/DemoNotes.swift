internal import Seedbed

/// The short texts of `demo_notes.tsv`, handed out in turn.
struct DemoNotes: Sendable {
  private let requests: [String]
  private let notes: [String]

  init(_ library: ReferenceLibrary) throws {
    let rows = try library.rows("demo_notes") {
      (kind: try $0.text("kind"), text: try $0.text("text"))
    }
    requests = rows.filter { $0.kind == "request" }.map(\.text)
    notes = rows.filter { $0.kind == "note" }.map(\.text)
    guard !requests.isEmpty, !notes.isEmpty else {
      throw ReferenceDataError(
        path: "\(library.directory)/demo_notes.tsv", line: nil,
        problem: "there must be texts of the kinds request and note")
    }
  }

  /// What a client writes to be let in.
  func request(_ position: Int) -> String { requests[position % requests.count] }
  /// What a client writes down about a profile.
  func note(_ position: Int) -> String { notes[position % notes.count] }
}
