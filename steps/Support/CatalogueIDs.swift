internal import Seedbed

/// The ids of a catalogue's rows by their natural keys.
struct CatalogueIDs: Sendable {
  /// What the entries are called, for messages.
  let noun: String
  private let ids: [String: Int64]

  /// Creates the list from keys and ids that correspond one to one.
  init(_ noun: String, keys: [String], ids: [Int64]) {
    self.noun = noun
    self.ids = Dictionary(zip(keys, ids), uniquingKeysWith: { first, _ in first })
  }

  /// The id of an entry. Throws `UnknownCatalogueEntry`.
  func id(_ key: String) throws -> Int64 {
    guard let id = ids[key] else { throw UnknownCatalogueEntry(noun: noun, key: key) }
    return id
  }
}

/// A reference file names an entry that its catalogue does not have.
struct UnknownCatalogueEntry: Error, CustomStringConvertible {
  let noun: String
  let key: String

  var description: String {
    "there is no \(noun) '\(key)'; correct the reference file that names it and run again"
  }
}
