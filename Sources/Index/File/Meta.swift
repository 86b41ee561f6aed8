/// What a file says about itself: the table `meta`.
enum Meta: String, CaseIterable {
  case space, version, language, family
  /// The tokenizer's name in FTS5.
  case tokenizer
  /// When the last update was complete, ISO 8601; null before the first was.
  case updated
  /// The version of the space's content then, which a delivery token tells.
  case cacheVersion = "cache_version"
  /// Whether an update began to write and was not finished; null otherwise.
  case isOpen = "open"
  /// The codes of the space's languages besides the default one, each on a line.
  case languages
  /// The address of the site, for links to its pages.
  case site
  /// The embedding model, and the number of its vectors' dimensions.
  case model, dimensions
  /// The length of passages in scalars.
  case passageLength = "passage_length"
  /// The version of the program that built it.
  case builder
  /// When the file was last looked through for damage, in seconds since 1970.
  case checked

  /// Reads a value as text.
  static func text(_ key: Meta, _ database: Database) throws(DatabaseProblem) -> String? {
    try database.first("select value from meta where key = ?", [.text(key.rawValue)]) { $0.text(0) } ?? nil
  }

  /// Reads a value as an integer.
  static func integer(_ key: Meta, _ database: Database) throws(DatabaseProblem) -> Int64? {
    try database.first("select value from meta where key = ?", [.text(key.rawValue)]) { $0.optionalInteger(0) } ?? nil
  }

  /// Writes a value.
  static func set(_ key: Meta, _ value: SQLValue, _ database: Database) throws(DatabaseProblem) {
    try database.run("insert or replace into meta values (?, ?)", .text(key.rawValue), value)
  }
}
