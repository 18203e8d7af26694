extension Generator {
  /// A given name, as frequent as in the census lists of `given_names.tsv`.
  public static var givenName: Generator { .entry(of: "given_names", "name", weight: "weight") }

  /// A surname, as frequent as in the census list of `surnames.tsv`.
  public static var surname: Generator { .entry(of: "surnames", "name", weight: "weight") }

  /// A given name and a surname.
  public static var fullName: Generator {
    .referenceText(
      .entry(.init(file: "given_names", column: "name", weight: "weight")), .literal(" "),
      .entry(.init(file: "surnames", column: "name", weight: "weight")))
  }
}
