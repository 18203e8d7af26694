internal import Seedbed

/// A language and a country: what places, telephone numbers and money are of.
struct FillLocale: Hashable, Sendable {
  /// The language (ISO 639-1).
  let language: String
  /// The country (ISO 3166-1).
  let country: String

  /// Reads `de_DE` or `de-DE`.
  ///
  /// Throws `GeneratorProblem` for a country without places, and for a language that is not spoken
  /// there.
  init(_ text: String, reference: ReferenceLibrary) throws {
    let known = try Self.known(reference)
    let wanted = text.split(separator: "-").joined(separator: "_")
    guard known.contains(wanted), let line = wanted.firstIndex(of: "_") else {
      let hint =
        nearest(to: wanted, in: known).map { "did you mean '\($0)'?" }
        ?? "it is a language and a country, as de_DE"
      throw GeneratorProblem("there is no locale '\(text)'; \(hint)")
    }
    language = String(wanted[..<line])
    country = String(wanted[wanted.index(after: line)...])
  }

  /// The locales of countries with places.
  static func known(_ reference: ReferenceLibrary) throws -> [String] {
    let countries = Set(try reference.table("cities").map { try $0.text("country") })
    var known: [String] = []
    for row in try reference.table("countries") {
      let code = try row.text("code")
      guard countries.contains(code) else { continue }
      known += try row.weightedList("languages").map { "\($0.value)_\(code)" }
    }
    return known
  }
}
