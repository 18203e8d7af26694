extension SchemaCatalog.Table {
  /// The columns in the order in which a row's digest takes them: by the UTF-8 bytes of their names.
  public var columnsInDigestOrder: [SchemaCatalog.Column] {
    columns.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
