import Foundation

/// A new empty folder, removed with its content when the last reference is released.
///
/// As a property of a suite it exists as long as the test runs.
package final class TemporaryFolder: Sendable {
  /// The folder's absolute path.
  package let path: String

  /// Creates the folder.
  package init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "sva-tests-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The absolute path of `name` in the folder, whether it exists or not.
  package func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file, creates its parent folders, and returns the path.
  @discardableResult
  package func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
    try write(Array(text.utf8), to: name, mode: mode)
  }

  /// Writes a file, creates its parent folders, and returns the path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String, mode: Int = 0o600) throws -> String {
    let file = URL(filePath: path(name))
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    if mode & 0o100 == 0 {
      try Data(bytes).write(to: file)
    } else {
      // Another test may start a process that briefly inherits the open file, and a file open for writing cannot be
      // executed (ETXTBSY). So another process writes it.
      let source = URL(filePath: file.path + ".source")
      try Data(bytes).write(to: source)
      try Process.run(URL(filePath: "/bin/cp"), arguments: [source.path, file.path]).waitUntilExit()
      try FileManager.default.removeItem(at: source)
    }
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    return file.path
  }

  /// Creates a folder and its parents, and returns the path.
  @discardableResult
  package func makeFolder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    return path(name)
  }

  /// The bytes of a file.
  package func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(name)))) }

  /// A file's text.
  package func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// The content of a folder, sorted by name.
  package func names(in name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }

  /// The permission bits of a file or folder (of a link itself); nil if it does not exist.
  package func mode(of name: String) -> Int? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path(name)) else { return nil }
    return attributes[.posixPermissions] as? Int
  }
}
