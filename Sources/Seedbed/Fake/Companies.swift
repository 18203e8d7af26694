extension Generator {
  /// An invented company's name, such as `Alderbridge Systems`.
  public static var companyName: Generator {
    func word(_ kind: String) -> ReferenceTextGenerator.Part {
      .entry(.init(file: "company_words", column: "word", filter: ("kind", kind)))
    }
    return .referenceText(word("prefix"), word("core"), .literal(" "), word("suffix"))
  }

  /// A job title without a level, such as `Backend Engineer`.
  public static var jobTitle: Generator { .entry(of: "job_titles", "title") }

  /// An industry of employers.
  public static var trade: Generator { .entry(of: "trades", "trade", weight: "weight") }
}
