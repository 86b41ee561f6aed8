/// The tables of an index file.
enum Schema {
  /// The number of the format. A file of an older format is built anew, one of a newer format is refused.
  static let format: Int64 = 1
  /// What tells an index from other SQLite files: `SVAi` (www.sqlite.org/fileformat.html, application id).
  static let applicationID: Int64 = 0x5356_4169

  /// The name of the table of words, which FTS5 keeps in tables whose names begin with it.
  static let words = "words"
  /// How much a word in the name, the slug and the text of a story counts.
  static let weights = "bm25(3.0, 1.0, 1.0)"

  /// The statements that make the tables, each as SQLite keeps it. `path` is the story's real path, `stamp` what the
  /// source said of its version, `hash` that of its name and text; `slot` is the row of a passage's vector, null if it
  /// waits for one.
  static let tables = [
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    """
    CREATE TABLE story(id INTEGER PRIMARY KEY, uuid TEXT, slug TEXT NOT NULL, stored_slug TEXT NOT NULL, \
    local_slug TEXT, path TEXT, name TEXT NOT NULL, type TEXT, state TEXT NOT NULL, startpage INTEGER, \
    created_at TEXT, published_at TEXT, updated_at TEXT, created REAL, published REAL, updated REAL, \
    tags TEXT NOT NULL, stamp TEXT, hash BLOB NOT NULL)
    """,
    """
    CREATE TABLE passage(id INTEGER PRIMARY KEY, story INTEGER NOT NULL, place INTEGER NOT NULL, \
    start INTEGER NOT NULL, stop INTEGER NOT NULL, slot INTEGER)
    """,
    "CREATE INDEX passage_story ON passage(story, place)",
    "CREATE INDEX passage_waiting ON passage(id) WHERE slot IS NULL",
    """
    CREATE TABLE trait(kind INTEGER NOT NULL, value TEXT NOT NULL, story INTEGER NOT NULL, \
    PRIMARY KEY(kind, value, story)) WITHOUT ROWID
    """,
    "CREATE INDEX trait_story ON trait(story)",
    "CREATE TABLE vector(block INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    "CREATE TABLE hole(slot INTEGER PRIMARY KEY)",
    """
    CREATE TABLE question(key BLOB PRIMARY KEY, vector BLOB NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID
    """,
  ]

  /// The statement that makes the table of words.
  static func words(_ tokenizer: Tokenizer) -> String {
    "CREATE VIRTUAL TABLE \(words) USING fts5(name, slug, body, tokenize='\(tokenizer.rawValue)')"
  }

  /// The statements by which FTS5 makes the tables behind that of words, in every version, without quotes.
  private static let shadows: Set<String> = [
    "CREATE TABLE words_data(id INTEGER PRIMARY KEY, block BLOB)",
    "CREATE TABLE words_idx(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
    "CREATE TABLE words_content(id INTEGER PRIMARY KEY, c0, c1, c2)",
    "CREATE TABLE words_docsize(id INTEGER PRIMARY KEY, sz BLOB)",
    "CREATE TABLE words_config(k PRIMARY KEY, v) WITHOUT ROWID",
  ]

  /// Makes the tables in an empty file.
  static func create(_ database: Database, _ tokenizer: Tokenizer) throws(DatabaseProblem) {
    for table in tables { try database.run(table) }
    try database.run(words(tokenizer))
    try database.run("pragma user_version = \(format)")
    try database.run("pragma application_id = \(applicationID)")
  }

  /// Whether the file has these tables and nothing else: no view, trigger or computed column that a statement would run.
  static func isIntact(_ database: Database) throws(DatabaseProblem) -> Bool {
    var wanted = Set(tables)
    var tokenizers = Set(Tokenizer.allCases.map(words))
    var shadows = shadows
    var isIntact = true
    try database.rows("select sql from sqlite_master") { (row) throws(DatabaseProblem) in
      guard let sql = row.text(0) else { return true }
      if wanted.remove(sql) != nil { return true }
      if tokenizers.contains(sql) {
        tokenizers = []
      } else if shadows.remove(sql.replacing("'", with: "")) == nil {
        isIntact = false
      }
      return isIntact
    }
    return isIntact && wanted.isEmpty && tokenizers.isEmpty && shadows.isEmpty
  }
}
