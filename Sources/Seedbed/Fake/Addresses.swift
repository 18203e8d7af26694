extension Generator {
  /// A city of `cities.tsv`; for a city with its zone and country, pick a position and look up.
  public static var city: Generator { .entry(of: "cities", "city") }

  /// A country's common name.
  public static var countryName: Generator { .entry(of: "countries", "name") }

  /// A country's code of two letters (ISO 3166-1).
  public static var countryCode: Generator { .entry(of: "countries", "code") }

  /// A language's code of two letters (ISO 639-1).
  public static var languageCode: Generator { .entry(of: "languages", "code") }

  /// A currency's code (ISO 4217).
  public static var currencyCode: Generator { .entry(of: "currencies", "code") }
}
