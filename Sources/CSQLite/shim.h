#pragma once
#include <sqlite3.h>

/* sqlite3_db_config takes a variable number of arguments, which Swift cannot call. */
static inline int csqlite_set_foreign_keys(sqlite3 *database, int enabled) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, enabled, (int *)0);
}
