internal import Seedbed
internal import SeedbedConfiguration

/// The locales that a configuration names.
struct FillLocales {
  /// That of all tables; nil where none is named.
  let standard: FillLocale?
  /// By their texts, those of single tables and columns.
  let named: [String: FillLocale]
  /// By table, the text of its own.
  let tables: [RelationName: String]
  /// Texts that are none.
  let problems: [ConfigurationProblem]

  /// Reads all of them. Throws `ReferenceDataError` for a file that is missing or damaged.
  init(
    _ configuration: FillConfiguration, _ configured: ConfiguredSchema,
    _ reference: ReferenceLibrary
  ) throws {
    var named: [String: FillLocale] = [:]
    var problems: [ConfigurationProblem] = []
    let rules = configuration.tables
    let patterns =
      [configuration.locale] + rules.flatMap { [$0.locale] + $0.columns.map(\.locale) }
    for pattern in patterns.compactMap({ $0 }) where named[pattern.text] == nil {
      do {
        named[pattern.text] = try FillLocale(pattern.text, reference: reference)
      } catch let error as GeneratorProblem {
        problems.append(ConfigurationProblem("\(error)", at: pattern.place))
      }
    }
    standard = configuration.locale.flatMap { named[$0.text] }
    self.named = named
    self.problems = problems
    tables = configured.locales.mapValues(\.text)
  }
}
