/* Copies every table of one SQLite database into an empty one of the same schema: the fastest way
   in which SQLite itself fills these tables, and so the limit for any tool.

   limit SOURCE TARGET SCHEMA star|columns [PRAGMA...] [-- PRAGMA...]

   The target is created, the pragmas are executed, then the script SCHEMA; those after -- follow
   the copy, and then ANALYZE, whose commit syncs the file when they say so. `star` copies with
   SELECT *, which SQLite's transfer optimisation turns into copying of whole records; `columns`
   names the columns, as one has to who inserts values that are not yet a table's, and every record
   is made anew. At the end all foreign keys are verified. Source: insert.c, xferOptimization. */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sqlite3 *database;

static void fail(const char *what) {
  fprintf(stderr, "limit: %s: %s\n", what, sqlite3_errmsg(database));
  exit(1);
}

static void execute(const char *sql) {
  if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static char *read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0) {
    perror(path);
    exit(1);
  }
  long size = ftell(file);
  char *text = malloc((size_t)size + 1);
  rewind(file);
  if (!text || fread(text, 1, (size_t)size, file) != (size_t)size) {
    perror(path);
    exit(1);
  }
  text[size] = 0;
  fclose(file);
  return text;
}

static sqlite3_stmt *prepared(const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) fail(sql);
  return statement;
}

/* The names of a table's columns, separated by commas. */
static char *columns_of(const char *table) {
  char *sql = sqlite3_mprintf(
      "SELECT group_concat('\"' || name || '\"', ', ') FROM pragma_table_info(%Q)", table);
  sqlite3_stmt *statement = prepared(sql);
  if (sqlite3_step(statement) != SQLITE_ROW) fail(sql);
  char *columns = sqlite3_mprintf("%s", sqlite3_column_text(statement, 0));
  sqlite3_finalize(statement);
  sqlite3_free(sql);
  return columns;
}

static void set_pragma(const char *pragma) {
  char *sql = sqlite3_mprintf("PRAGMA %s", pragma);
  execute(sql);
  sqlite3_free(sql);
}

static void copy(const char *table, int by_columns) {
  char *columns = columns_of(table);
  /* The condition keeps SQLite from the transfer optimisation; it costs nothing to decide. */
  char *sql =
      by_columns
          ? sqlite3_mprintf(
                "INSERT OR FAIL INTO main.\"%w\" (%s) SELECT %s FROM source.\"%w\" WHERE 1 = 1",
                table, columns, columns, table)
          : sqlite3_mprintf("INSERT INTO main.\"%w\" SELECT * FROM source.\"%w\"", table, table);
  execute(sql);
  sqlite3_free(sql);
  sqlite3_free(columns);
}

int main(int count, char **arguments) {
  if (count < 5) {
    fprintf(stderr, "usage: limit SOURCE TARGET SCHEMA star|columns [PRAGMA...] [-- PRAGMA...]\n");
    return 64;
  }
  int by_columns = strcmp(arguments[4], "columns") == 0;
  if (sqlite3_open(arguments[2], &database) != SQLITE_OK) fail(arguments[2]);
  int next = 5;
  while (next < count && strcmp(arguments[next], "--") != 0) set_pragma(arguments[next++]);
  char *schema = read_file(arguments[3]);
  execute(schema);
  free(schema);

  char *attach = sqlite3_mprintf("ATTACH %Q AS source", arguments[1]);
  execute(attach);
  sqlite3_free(attach);
  execute("PRAGMA foreign_keys = OFF");
  execute("BEGIN");
  sqlite3_stmt *tables = prepared(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
      "ORDER BY rowid");
  while (sqlite3_step(tables) == SQLITE_ROW) {
    copy((const char *)sqlite3_column_text(tables, 0), by_columns);
  }
  sqlite3_finalize(tables);
  sqlite3_int64 rows = sqlite3_total_changes(database);
  execute("COMMIT");

  sqlite3_stmt *orphans = prepared("PRAGMA main.foreign_key_check");
  if (sqlite3_step(orphans) != SQLITE_DONE) fail("a foreign key refers to a row that is not there");
  sqlite3_finalize(orphans);

  while (++next < count) set_pragma(arguments[next]);
  execute("ANALYZE main");
  sqlite3_close(database);
  printf("%lld\n", (long long)rows);
  return 0;
}
