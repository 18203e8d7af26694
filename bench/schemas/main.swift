// Fills the sample schemas without any configuration and prints a table of what came of each.
//
// schema-report ROWS [NAME...]
internal import Glibc
internal import SchemaSamples

let arguments = CommandLine.arguments.dropFirst()
if let count = arguments.first.flatMap({ Int($0) }), count > 0 {
  let names = Set(arguments.dropFirst())
  let samples = SampleSchema.fixtures + SampleSchema.shared + SampleSchema.applications
  print(SchemaReportLine.head)
  for sample in samples where names.isEmpty || names.contains(sample.name) {
    print(SchemaReportLine(sample, rowCount: count).text)
  }
} else {
  print("usage: schema-report ROWS [NAME...]")
  exit(64)
}
