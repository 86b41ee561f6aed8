/// Why a shared file cannot be parsed, and where. It contains no value of the file.
public struct INIError: Error, Sendable, Equatable {
  /// What is wrong.
  public enum Kind: Sendable, Equatable {
    /// The line is not valid UTF-8.
    case notUTF8
    /// The file begins with a byte order mark, so its first line is not a section header.
    case byteOrderMark
    /// A line before any `[section]`.
    case outsideSection
    /// A line of a shell script before any `[section]`.
    case shellOutsideSection
    /// A header without its closing bracket.
    case openHeader
    /// A header at the end of a value, without a line end before it.
    case gluedHeader
    /// A second section of the same name.
    case duplicateSection(first: Int)
    /// A second key of the same name in a section.
    case duplicateKey(first: Int)
    /// A line that is not `key = value`.
    case noSeparator
    /// A line that begins with `=` or `:`.
    case noKey
    /// A line of a nested block that is not `key = value`.
    case nestedWithoutEquals
  }

  /// The file, as shown to the user.
  public var path: String
  /// The line, from 1.
  public var line: Int
  /// The section that contains the line, if any.
  public var section: String?
  /// What is wrong.
  public var kind: Kind

  /// The problem as text.
  public var reason: String {
    switch kind {
    case .notUTF8: "not valid UTF-8"
    case .byteOrderMark: "a byte order mark stands before the first section"
    case .outsideSection: "a line before any [section]"
    case .shellOutsideSection: "a line of a shell script (export) before any [section]"
    case .openHeader: "a section header without its closing bracket"
    case .gluedHeader: "a section header stands on the line of the value before it"
    case .duplicateSection(let first): "the section stands twice, first on line \(first)"
    case .duplicateKey(let first): "a key stands twice in its section, first on line \(first)"
    case .noSeparator: "neither [section], nor key = value, nor a comment"
    case .noKey: "a value without a key"
    case .nestedWithoutEquals: "an indented line that is not key = value below a key without a value"
    }
  }

  /// How to correct it.
  public var hint: Remedy {
    switch kind {
    case .notUTF8, .byteOrderMark: "save \(path) as UTF-8 without a byte order mark"
    case .outsideSection: "put a header such as [default] above line \(line) of \(path)"
    case .shellOutsideSection: "put [default] above line \(line) of \(path), and write the keys below it without export"
    case .openHeader: "write ] at the end of line \(line) of \(path), as in [default]"
    case .gluedHeader: "begin a new line of \(path) before the [ on line \(line)"
    case .duplicateSection: "merge the two sections in \(path), or rename one"
    case .duplicateKey: "remove one of the two lines from \(path)"
    case .noSeparator: "correct line \(line) of \(path), or begin it with # to make it a comment"
    case .noKey: "write the key before the = on line \(line) of \(path)"
    case .nestedWithoutEquals: "correct line \(line) of \(path); only key = value may be indented there"
    }
  }

  /// The failure for a command that needs the file.
  public var failure: Failure {
    let place = section.map { "line \(line), section [\($0)]" } ?? "line \(line)"
    return Failure(.badConfig, "cannot parse \(path), \(place): \(reason)", hint: hint)
  }
}
