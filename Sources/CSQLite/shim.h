// The interface of SQLite for `Index`: its own header for types and codes, and a table of its functions that is filled
// when the library is first opened. Nothing links SQLite, so that a run without an index does not load it and starts
// where it is not installed.
#pragma once

#include <dlfcn.h>
#include <sqlite3.h>
#include <stddef.h>

#pragma clang assume_nonnull begin

/// SQLite's functions.
typedef struct __attribute__((swift_attr("@Sendable"))) sva_sqlite {
  int (*libversion_number)(void);
  int (*open_v2)(const char *, sqlite3 *_Nullable *_Nonnull, int, const char *_Nullable);
  int (*close_v2)(sqlite3 *_Nullable);
  int (*extended_result_codes)(sqlite3 *, int);
  const char *_Nullable (*errmsg)(sqlite3 *);
  int (*busy_timeout)(sqlite3 *, int);
  int (*limit)(sqlite3 *, int, int);
  int (*db_config)(sqlite3 *, int, ...);
  void (*progress_handler)(sqlite3 *, int, int (*_Nullable)(void *_Nullable), void *_Nullable);
  int (*get_autocommit)(sqlite3 *);
  int (*prepare_v2)(sqlite3 *, const char *, int, sqlite3_stmt *_Nullable *_Nonnull, const char *_Nullable *_Nullable);
  int (*step)(sqlite3_stmt *);
  int (*reset)(sqlite3_stmt *);
  int (*clear_bindings)(sqlite3_stmt *);
  int (*finalize)(sqlite3_stmt *_Nullable);
  int (*bind_null)(sqlite3_stmt *, int);
  int (*bind_int64)(sqlite3_stmt *, int, sqlite3_int64);
  int (*bind_double)(sqlite3_stmt *, int, double);
  int (*bind_text)(sqlite3_stmt *, int, const char *_Nullable, int, void (*_Nullable)(void *_Nullable));
  int (*bind_blob)(sqlite3_stmt *, int, const void *_Nullable, int, void (*_Nullable)(void *_Nullable));
  int (*bind_zeroblob)(sqlite3_stmt *, int, int);
  int (*column_type)(sqlite3_stmt *, int);
  sqlite3_int64 (*column_int64)(sqlite3_stmt *, int);
  double (*column_double)(sqlite3_stmt *, int);
  const void *_Nullable (*column_blob)(sqlite3_stmt *, int);
  int (*column_bytes)(sqlite3_stmt *, int);
  sqlite3_int64 (*last_insert_rowid)(sqlite3 *);
  int (*changes)(sqlite3 *);
  int (*blob_open)(
      sqlite3 *, const char *, const char *, const char *, sqlite3_int64, int, sqlite3_blob *_Nullable *_Nonnull);
  int (*blob_write)(sqlite3_blob *, const void *, int, int);
  int (*blob_close)(sqlite3_blob *_Nullable);
} sva_sqlite;

/// Fills the table from an opened library. Returns the name of the first missing function, or NULL.
static inline const char *_Nullable sva_sqlite_fill(sva_sqlite *api, void *library) {
#define SVA_SQLITE_FIND(name) \
  if (!(*(void **)&api->name = dlsym(library, "sqlite3_" #name))) return "sqlite3_" #name
  SVA_SQLITE_FIND(libversion_number);
  SVA_SQLITE_FIND(open_v2);
  SVA_SQLITE_FIND(close_v2);
  SVA_SQLITE_FIND(extended_result_codes);
  SVA_SQLITE_FIND(errmsg);
  SVA_SQLITE_FIND(busy_timeout);
  SVA_SQLITE_FIND(limit);
  SVA_SQLITE_FIND(db_config);
  SVA_SQLITE_FIND(progress_handler);
  SVA_SQLITE_FIND(get_autocommit);
  SVA_SQLITE_FIND(prepare_v2);
  SVA_SQLITE_FIND(step);
  SVA_SQLITE_FIND(reset);
  SVA_SQLITE_FIND(clear_bindings);
  SVA_SQLITE_FIND(finalize);
  SVA_SQLITE_FIND(bind_null);
  SVA_SQLITE_FIND(bind_int64);
  SVA_SQLITE_FIND(bind_double);
  SVA_SQLITE_FIND(bind_text);
  SVA_SQLITE_FIND(bind_blob);
  SVA_SQLITE_FIND(bind_zeroblob);
  SVA_SQLITE_FIND(column_type);
  SVA_SQLITE_FIND(column_int64);
  SVA_SQLITE_FIND(column_double);
  SVA_SQLITE_FIND(column_blob);
  SVA_SQLITE_FIND(column_bytes);
  SVA_SQLITE_FIND(last_insert_rowid);
  SVA_SQLITE_FIND(changes);
  SVA_SQLITE_FIND(blob_open);
  SVA_SQLITE_FIND(blob_write);
  SVA_SQLITE_FIND(blob_close);
#undef SVA_SQLITE_FIND
  return NULL;
}

/// Binds text that SQLite copies. The constant for this is a cast, which Swift cannot import.
static inline int sva_sqlite_bind_text(
    const sva_sqlite *api, sqlite3_stmt *statement, int place, const char *_Nullable text, int length) {
  return api->bind_text(statement, place, text, length, SQLITE_TRANSIENT);
}
/// Binds bytes that SQLite copies.
static inline int sva_sqlite_bind_blob(
    const sva_sqlite *api, sqlite3_stmt *statement, int place, const void *_Nullable bytes, int length) {
  return api->bind_blob(statement, place, bytes, length, SQLITE_TRANSIENT);
}
/// Forbids statements that can damage the file, such as writes to the tables of the full-text index.
static inline int sva_sqlite_defend(const sva_sqlite *api, sqlite3 *connection) {
  // SQLITE_DBCONFIG_DEFENSIVE, since 3.26; older libraries refuse it. Older headers do not define it.
  return api->db_config(connection, 1010, 1, (int *)NULL);
}

#pragma clang assume_nonnull end
