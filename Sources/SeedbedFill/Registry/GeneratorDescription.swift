internal import Seedbed

/// One generator that configuration, `--explain` and README name.
public struct GeneratorDescription: Sendable {
  /// Its name, such as `email`.
  public let name: String
  /// What it makes, in a few words.
  public let summary: String
  /// What it may be told.
  public let parameters: [Parameter]
  /// The kinds of columns that it is for.
  let families: Set<ValueFamily>
  /// What it makes: the plausible values first, then ever larger sets.
  let recipes: @Sendable (Vocabulary, GeneratorArguments) -> [Recipe]

  /// Something that a generator may be told.
  public struct Parameter: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// What its value is.
    public let kind: Kind
    /// What it decides.
    public let summary: String
    /// For a number, the values that it may have; nil for any.
    public var range: ClosedRange<Double>?

    /// What a parameter's value is.
    public enum Kind: String, Hashable, Sendable {
      case integer, number, text, moment, list
    }
  }

  init(
    _ name: String, _ summary: String, parameters: [Parameter] = [], for families: Set<ValueFamily>,
    recipes: @escaping @Sendable (Vocabulary, GeneratorArguments) -> [Recipe]
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.families = families
    self.recipes = recipes
  }

  /// The name with its parameters, as `integer(min, max)`.
  public var signature: String {
    parameters.isEmpty ? name : "\(name)(\(parameters.map(\.name).joined(separator: ", ")))"
  }
}

extension GeneratorDescription {
  /// Texts of templates: each level is tried before the next, wider one.
  static func text(
    _ name: String, _ summary: String, _ levels: [String]...,
    for families: Set<ValueFamily> = [.text],
    checkDigit: CheckDigit? = nil
  ) -> GeneratorDescription {
    GeneratorDescription(name, summary, for: families) { vocabulary, _ in
      levels.map { level in
        .text(level.map { TemplateText.template($0, vocabulary, checkDigit: checkDigit) })
      }
    }
  }

  /// Texts that a locale decides: its own levels, of one template each, before the others.
  static func local(
    _ name: String, _ summary: String, _ levels: [[String]],
    _ own: @escaping @Sendable (Vocabulary) -> [String]?
  ) -> GeneratorDescription {
    GeneratorDescription(name, summary, for: [.text]) { vocabulary, _ in
      let first = own(vocabulary)
      // An area code of another country does not go with these numbers.
      let rest = first == nil ? levels : levels.filter { !$0[0].contains("{area_code}") }
      return ((first ?? []).map { [$0] } + rest).map { level in
        .text(level.map { TemplateText.template($0, vocabulary) })
      }
    }
  }

  /// Numbers of a range.
  static func number(
    _ name: String, _ summary: String, _ range: ClosedRange<Double>, scale: Int = 0,
    _ shape: NumberSpace.Shape = .even, for families: Set<ValueFamily> = [.integer, .number]
  ) -> GeneratorDescription {
    GeneratorDescription(name, summary, parameters: [.minimum, .maximum], for: families) {
      _, arguments in
      let low = arguments.number("min") ?? range.lowerBound
      let high = arguments.number("max") ?? max(range.upperBound, low)
      return [
        .number(
          Recipe.NumberRecipe(low: min(low, high), high: high, scale: scale, shape: shape))
      ]
    }
  }

  /// Degrees with six digits after the point, as a number or as text.
  static func degrees(
    _ name: String, _ summary: String, _ range: ClosedRange<Double>, _ shape: NumberSpace.Shape
  ) -> GeneratorDescription {
    let numbers = number(name, summary, range, scale: 6, shape)
    return GeneratorDescription(
      name, summary, parameters: numbers.parameters, for: [.number, .text]
    ) { vocabulary, arguments in
      let recipes = numbers.recipes(vocabulary, arguments)
      guard case .number(let recipe)? = recipes.first else { return recipes }
      return recipes + [.text(TextTemplate.degrees(recipe.low...recipe.high))]
    }
  }

  /// Moments of a window around now, in days.
  static func moment(
    _ name: String, _ summary: String, days: ClosedRange<Int>, _ shape: MomentSpace.Shape = .even
  ) -> GeneratorDescription {
    GeneratorDescription(
      name, summary,
      parameters: [
        Parameter(name: "from", kind: .moment, summary: "the first one"),
        Parameter(name: "until", kind: .moment, summary: "the last one"),
      ], for: [.moment, .text, .integer, .number]
    ) { vocabulary, arguments in
      let now = vocabulary.asOf.microseconds / 1_000_000
      let first = arguments.seconds("from") ?? now + Int64(days.lowerBound) * 86_400
      let last = arguments.seconds("until") ?? now + Int64(days.upperBound) * 86_400
      return [.moment(from: min(first, last), through: max(first, last), shape)]
    }
  }
}

extension GeneratorDescription.Parameter {
  static let minimum = Self(name: "min", kind: .number, summary: "the least value")
  static let maximum = Self(name: "max", kind: .number, summary: "the greatest value")
}

/// The kinds of columns, as far as they decide which generators fit.
enum ValueFamily: String, Hashable, Sendable {
  case text, integer, number, boolean, moment, time, bytes, uuid, json, xml, inet, cidr, macAddress
  case bits, interval, money, fullText, geometric, range, array, row, other
}
