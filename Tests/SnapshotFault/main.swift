// Saves or restores a snapshot and kills itself at a moment:
//   snapshot-fault URL SCHEMA-FILE SNAPSHOTS save|archive|restore NAME STAGE
import Foundation
import Seedbed
import SeedbedPostgres
import SeedbedSQLite
import SeedbedSnapshots

let arguments = Array(CommandLine.arguments.dropFirst())
precondition(arguments.count == 6, "six arguments")
let url = try DatabaseURL(arguments[0])
let engine: any SnapshotEngine =
  if let path = url.path {
    SQLiteSnapshotEngine(path: path)
  } else {
    try PostgresSnapshotEngine(url: url.text)
  }
let schema = ApplicationSchema(
  name: arguments[1], sql: try String(contentsOfFile: arguments[1], encoding: .utf8))
let stage = arguments[5]
let keeper = SnapshotKeeper(
  store: SnapshotStore(path: arguments[2]), engine: engine, schema: schema,
  work: SnapshotWork(reached: { if $0.rawValue == stage { kill(getpid(), SIGKILL) } }))
let name = try SnapshotName(arguments[4])
if arguments[3] == "restore" {
  try keeper.restore(keeper.open(name))
} else {
  _ = try keeper.save(
    name, SnapshotOptions(isArchive: arguments[3] == "archive"), now: Timestamp(seconds: 1))
}
