internal import Seedbed

/// A labour market: a country with its currency, telephone numbers and languages.
struct Realm: Sendable {
  let code: String
  let name: String
  let currency: String
  let phonePrefix: String
  let phonePattern: String
  let phoneAreaCodes: [String]
  let weight: Int
  /// What is earned here, in percent of the United States.
  let salaryFactor: Int
  let currencyPerUSD: Double
  let languages: WeightedList<String>
  let secondLanguages: WeightedList<String>

  init(_ row: ReferenceRow) throws {
    code = try row.text("code")
    name = try row.text("name")
    currency = try row.text("currency")
    phonePrefix = try row.text("phone_prefix")
    phonePattern = try row.text("phone_pattern")
    phoneAreaCodes = try row.list("phone_area_codes")
    weight = try row.integer("weight")
    salaryFactor = try row.integer("salary_factor")
    currencyPerUSD = try row.real("currency_per_usd")
    languages = try WeightedList(
      row.weightedList("languages").map { (element: $0.value, weight: $0.weight) })
    secondLanguages = try WeightedList(
      row.weightedList("second_languages").map { (element: $0.value, weight: $0.weight) })
  }

  /// A telephone number of the realm that belongs to nobody, where the realm reserves such numbers.
  func phoneNumber(_ random: inout CoordinateRandom) -> String {
    let area = phoneAreaCodes.isEmpty ? "" : random.pick(phoneAreaCodes)
    var number = ""
    for character in filled(phonePattern, ["area": area]) {
      number += character == "#" ? String(random.integer(in: 0...9)) : String(character)
    }
    return number
  }
}

/// A city of a realm.
struct City: Sendable {
  let country: String
  let name: String
  let latitude: Double
  let longitude: Double
  let timeZone: String

  init(_ row: ReferenceRow) throws {
    country = try row.text("country")
    name = try row.text("city")
    latitude = try row.real("latitude")
    longitude = try row.real("longitude")
    timeZone = try row.text("zone")
  }
}
