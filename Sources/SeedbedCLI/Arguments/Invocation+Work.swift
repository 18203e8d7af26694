internal import Seedbed
internal import SeedbedSteps

extension Invocation {
  /// The folder of the reference data.
  var referenceFolder: String { "\(projectFolder)/reference-data" }

  /// The source files of the steps, as far as they are at hand.
  var stepSources: StepSources {
    if let steps { return steps.sources }
    return StepSources(
      folder: "\(projectFolder)/steps",
      builtAt: StepSources.modificationTime(of: "/proc/self/exe"))
  }

  /// The path of the project.
  var projectFolder: String {
    guard let project else {
      preconditionFailure("the command does not say that it needs a project")
    }
    return project
  }

  /// The application's schema in the dialect of a database.
  func schema(for session: any DatabaseSession) throws -> ApplicationSchema {
    try schema(ofEngine: session.engineName)
  }

  /// The application's schema in the dialect of an engine.
  func schema(ofEngine engineName: String) throws -> ApplicationSchema {
    guard let folder = application.schemaFolder else { return .given }
    let name = "\(folder)/\(engineName).sql"
    return ApplicationSchema(name: name, sql: try TextFile.read("\(projectFolder)/\(name)"))
  }

  /// Opens the database to write it: what the server remarks is reported, and a request to stop ends
  /// the statement under way.
  ///
  /// Throws `TargetRefused` for one that looks like production; a file is then not even created.
  func openDatabase(for purpose: Engines.Purpose) throws -> any DatabaseSession {
    let reporter = reporter
    if let target = Engines.target(configuration.databaseURL) { try targetGuard.check(target) }
    let targetGuard = targetGuard
    let session = try Engines.open(
      configuration.databaseURL, for: purpose,
      creation: createsDatabase && purpose == .fill ? { try targetGuard.check($0) } : nil
    ) { reporter.note($0) }
    do {
      try targetGuard.check(
        session.target, further: SeedLedger(session).isProtected() ? [.marker] : [])
    } catch let error {
      session.close()
      throw error
    }
    if let interrupter = session.interrupter { interruption.onRequest(interrupter) }
    return session
  }

  /// Opens the database to change it; nil where there is none yet, and one may be made.
  func openIfThere() throws -> (any DatabaseSession)? {
    if Engines.isMissingFile(configuration.databaseURL) {
      try Engines.target(configuration.databaseURL).map { try targetGuard.check($0) }
      return nil
    }
    do {
      return try openDatabase(for: .change)
    } catch let error where Engines.saysThatThereIsNone(error) {
      try targetGuard.check(Engines.targetOfMissing(configuration.databaseURL))
      return nil
    }
  }

  /// Opens the database for reading, proves that its tables are the application's, and closes it.
  func withSeededDatabase<Result>(
    _ body: (any DatabaseSession, SchemaCatalog) throws -> Result
  ) throws -> Result {
    let session = try Engines.open(configuration.databaseURL, for: .read)
    defer { session.close() }
    return try body(session, schema(for: session).verify(in: session))
  }

  /// How the result's text is written: with colours where it goes to a terminal.
  var resultStyle: TextStyle {
    reportFile?.isStandardOutput ?? false ? console.errorStyle : console.outputStyle
  }

  /// Shows the result's text: on standard output, or on standard error when the JSON is there.
  func showResult(_ text: String) {
    (reportFile?.isStandardOutput ?? false ? console.errors : console.output).write(text)
  }

  /// Writes a report where `--json` asks for it; does nothing without that.
  func writeReport(_ report: some Encodable) throws {
    try reportFile?.write(JSONText.encode(report), standardOutput: console.output)
  }
}
