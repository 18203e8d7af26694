import Seedbed
import Testing

@testable import SeedbedFill

@Suite struct ValueValidityTests {
  private func texts(_ name: String, length: Int? = nil) throws -> [String] {
    try InferenceFixture.space(name, .text(maximumLength: length, isPadded: false)).texts(2000)
  }

  private func digits(_ text: String) -> [Int] { text.compactMap(\.wholeNumberValue) }

  @Test func cardNumbersPassLuhn() throws {
    for text in try texts("card_number") {
      var sum = 0
      for (position, digit) in digits(text).reversed().enumerated() {
        let doubled = digit * 2
        sum += position % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled
      }
      #expect(sum % 10 == 0 && text.count == 16, "\(text)")
    }
  }

  @Test func luhnKnowsThePublishedExample() {
    // ISO/IEC 7812-1's example of 7992739871 has the check digit 3.
    let text = UnsafeMutablePointer<UInt8>.allocate(capacity: 12)
    defer { text.deallocate() }
    for (position, byte) in "7992739871".utf8.enumerated() { text[position] = byte }
    #expect(CheckDigit.luhn.complete(text, 10) == 11)
    #expect(text[10] == UInt8(ascii: "3"))
  }

  @Test(arguments: [("US037833100", "US0378331005"), ("03783310", "037833100")])
  func securitiesHaveTheirCheckDigits(item: (payload: String, number: String)) {
    let text = UnsafeMutablePointer<UInt8>.allocate(capacity: 16)
    defer { text.deallocate() }
    for (position, byte) in item.payload.utf8.enumerated() { text[position] = byte }
    let count = CheckDigit.luhn.complete(text, item.payload.utf8.count)
    let made = String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
    #expect(made == item.number)
  }

  @Test func ibansHaveTheRemainderOne() throws {
    for text in try texts("iban") {
      let moved = text.dropFirst(4) + text.prefix(4)
      var rest = 0
      for character in moved {
        let value =
          character.isNumber ? digits("\(character)")[0] : Int(character.asciiValue ?? 0) - 55
        rest = (rest * (value > 9 ? 100 : 10) + value) % 97
      }
      #expect(rest == 1, "\(text)")
      let lengths = ["DE": 22, "AT": 20, "CH": 21, "NL": 18]
      #expect(lengths[String(text.prefix(2))] == text.count)
    }
  }

  @Test(arguments: [("isbn", 13), ("ean", 13), ("upc", 12), ("barcode", 13)])
  func articleNumbersHaveTheirCheckDigit(name: String, length: Int) throws {
    for text in try texts(name) {
      let sum = digits(text).reversed().enumerated()
        .reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
      #expect(sum % 10 == 0 && text.count == length, "\(text)")
    }
  }

  @Test(arguments: [("issn", 8), ("isbn10", 10)])
  func serialsHaveTheirCheckDigit(name: String, length: Int) throws {
    for text in try texts(name) {
      let values = text.compactMap { $0 == "X" ? 10 : $0.wholeNumberValue }
      let sum = values.enumerated().reduce(0) { $0 + $1.element * (length - $1.offset) }
      #expect(values.count == length && sum % 11 == 0, "\(text)")
    }
  }

  @Test func uuidsAreOfVersionFour() throws {
    for text in try InferenceFixture.space("uuid", .uuid).texts(2000) {
      let letters = Array(text)
      #expect(letters.count == 36 && letters[14] == "4" && "89ab".contains(letters[19]), "\(text)")
    }
  }

  @Test func addressesAreForDocumentation() throws {
    for text in try texts("ip_address") {
      let parts = text.split(separator: ".").compactMap { Int($0) }
      #expect(parts.count == 4 && parts.allSatisfy { (0...255).contains($0) })
      #expect(
        ["192.0.2", "198.51.100", "203.0.113"].contains(
          parts.dropLast().map(String.init).joined(separator: ".")))
    }
    for text in try texts("ipv6_address") { #expect(text.hasPrefix("2001:db8:")) }
    for text in try texts("mac_address") {
      // The second lowest bit of the first byte says: locally administered.
      #expect((Int(text.prefix(2), radix: 16) ?? 0) & 3 == 2)
    }
  }

  @Test func domainsAreForExamples() throws {
    for name in ["email", "domain", "host_name", "url", "image_url", "website"] {
      for text in try texts(name).prefix(500) {
        let host =
          text.split(separator: "@").last?
          .replacing("https://", with: "").replacing("http://", with: "")
          .split(separator: "/").first ?? ""
        let isReserved =
          ["example", "test", "invalid"].contains(host.split(separator: ".").last ?? "")
          || ["example.com", "example.org", "example.net"].contains {
            host == $0 || host.hasSuffix(".\($0)")
          }
        #expect(isReserved, "\(text)")
      }
    }
  }

  @Test func telephonesAreReservedForFiction() throws {
    for length in [nil, 24, 14, 12, 10, 8] {
      for text in try texts("phone", length: length).prefix(500) {
        let number = digits(text.split(separator: "x").first.map(String.init) ?? "")
        #expect(number.suffix(7).prefix(5) == [5, 5, 5, 0, 1], "\(text)")
      }
    }
  }

  @Test func socialSecurityNumbersAreNeverGivenOut() throws {
    #expect(try texts("social_security_number").allSatisfy { $0.hasPrefix("666") })
  }
}
