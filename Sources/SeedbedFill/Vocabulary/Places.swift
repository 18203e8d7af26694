internal import Seedbed

/// Cities with region, country, position, zone, currency and language, one row each.
struct Places: Sendable {
  /// How many there are.
  let count: Int
  /// How often each is drawn, relative to the others.
  let weights: [Int]
  /// For each place, by what it is asked for, the text.
  private let texts: [Field: WordListByRow]
  /// Degrees, multiplied by 10,000.
  let latitudes: [Int64]
  let longitudes: [Int64]
  /// The shape of postal codes in each place: `#` a digit, `^` a letter.
  let postalShapes: WordListByRow

  /// What a place is asked for.
  enum Field: String, Hashable, Sendable, CaseIterable {
    case city
    case region
    case regionCode = "region_code"
    case country
    case countryCode = "country_code"
    case countryCode3 = "country_code3"
    case timeZone = "time_zone"
    case currency
    case language = "language_code"
    case phonePrefix = "phone_prefix"
  }

  init(reference: ReferenceLibrary, locale: FillLocale? = nil) throws {
    var countries: [String: ReferenceRow] = [:]
    for row in try reference.table("countries") { countries[try row.text("code")] = row }
    var regions: [String: String] = [:]
    for row in try reference.table("subdivisions") {
      regions[try row.text("code")] = try row.text("name")
    }
    var sizes: [String: Int] = [:]
    for row in try reference.table("city_weights") {
      sizes["\(try row.text("country"))/\(try row.text("city"))"] = try row.integer("weight")
    }
    let shapes = PostalCodes.shapes
    var columns: [Field: [String]] = [:]
    var weights: [Int] = []
    var latitudes: [Int64] = []
    var longitudes: [Int64] = []
    var postalCodes: [String] = []
    for row in try reference.table("cities") {
      let code = try row.text("country")
      guard let country = countries[code], locale.map({ $0.country == code }) ?? true else {
        continue
      }
      let city = try row.text("city")
      let subdivision = try row.text("subdivision")
      weights.append(sizes["\(code)/\(city)"] ?? 4)
      latitudes.append(Int64((try row.real("latitude") * 10_000).rounded()))
      longitudes.append(Int64((try row.real("longitude") * 10_000).rounded()))
      postalCodes.append(shapes[code] ?? "#####")
      let values: [Field: String] = [
        .city: city, .region: regions[subdivision] ?? city,
        .regionCode: String(subdivision.drop { $0 != "-" }.dropFirst()),
        .country: try country.text("name"), .countryCode: code,
        .countryCode3: try country.text("alpha3"), .timeZone: try row.text("zone"),
        .currency: try country.text("currency"),
        .language: try locale?.language ?? country.weightedList("languages").first?.value ?? "en",
        .phonePrefix: try country.text("phone_prefix"),
      ]
      for field in Field.allCases { columns[field, default: []].append(values[field] ?? "") }
    }
    count = weights.count
    self.weights = weights
    self.latitudes = latitudes
    self.longitudes = longitudes
    postalShapes = WordListByRow(postalCodes)
    texts = columns.mapValues(WordListByRow.init)
  }

  /// The texts of a field, by place; an empty one for what a place does not have.
  func texts(_ field: Field) -> WordListByRow {
    guard let texts = texts[field] else { preconditionFailure("every field has its texts") }
    return texts
  }
}

/// Texts at positions, which may be alike.
struct WordListByRow: Sendable {
  private let words: WordList
  private let positions: [Int32]

  /// Creates the list.
  init(_ texts: [String]) {
    words = WordList(texts)
    var numbers: [String: Int32] = [:]
    for position in 0..<words.count { numbers[words[position]] = Int32(position) }
    positions = texts.map { numbers[$0] ?? 0 }
  }

  /// The characters of the text at a position.
  func length(_ position: Int) -> Int { words.lengths[Int(positions[position])] }

  /// The text at a position.
  @inline(__always)
  subscript(position: Int) -> TextCell { words.cells[Int(positions[position])] }
}
