extension Generator {
  /// What a browser calls itself.
  public static var userAgent: Generator {
    .entry(of: "user_agents", "user_agent", weight: "weight")
  }

  /// An IPv4 address of the networks for documentation (RFC 5737), so nobody's.
  public static var ipAddress: Generator {
    Generator(DocumentationAddressGenerator())
  }
}

/// Addresses of 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24 (RFC 5737), host parts 1 to 254.
struct DocumentationAddressGenerator: ColumnGenerator {
  private static let addresses = PoolStorage(
    texts: ["192.0.2.", "198.51.100.", "203.0.113."].flatMap { network in
      (1...254).map { "\(network)\($0)" }
    })

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .text }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let bits = frame.bits()
    let addresses = Self.addresses
    for row in 0..<frame.rowCount {
      output.texts[row] =
        addresses.texts[
          Int(Uniform.below(UInt64(addresses.count), bits[row]))]
    }
  }
}
