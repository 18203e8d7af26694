/// A slug with a domain; the domain's `@` is put in when the plan is bound.
struct EmailGenerator: ColumnGenerator {
  let sources: [ColumnReference]
  let isUnique: Bool
  let domains: Pool?

  var inputs: [ColumnReference] { sources }

  func bound(to binding: PlanBinding) throws -> any ColumnGenerator {
    if let domains { try requireTexts(of: domains, "its pool of domains") }
    let names = domains?.texts ?? ["example.com"]
    let weights = domains?.weights ?? []
    return SlugGenerator(
      sources: sources, separator: UInt8(ascii: "."), isUnique: isUnique,
      suffixes: try Pool(names.map { "@\($0)" }, weights: weights.isEmpty ? nil : weights))
  }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .text }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
    preconditionFailure("domains are filled in before a plan runs")
  }
}

extension Generator {
  /// An e-mail address made of text columns: `maria.lopez4821@mail.example`.
  ///
  /// The part before the `@` is as `slug` makes it; NULL where that is.
  ///
  /// - Parameters:
  ///   - columns: the text columns.
  ///   - unique: whether a number that no other row has is added, so that no two rows are alike.
  ///   - domains: the domains, with weights; the one of RFC 2606 for examples by default.
  public static func email(
    from columns: ColumnReference..., unique: Bool, domains: Pool? = nil
  ) -> Generator {
    Generator(EmailGenerator(sources: columns, isUnique: unique, domains: domains))
  }
}
