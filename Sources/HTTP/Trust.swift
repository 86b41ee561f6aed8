public import Core

/// The certificates that are trusted instead of the system's: a file, a folder, or both.
public struct Trust: Sendable, Equatable {
  /// A file of certificates.
  public let file: Setting<String>?
  /// A folder of certificates, or several with colons between them, as OpenSSL reads it.
  public let folder: Setting<String>?

  /// A file and a folder, each by a variable of its own.
  init(file: Setting<String>?, folder: Setting<String>?) {
    self.file = file
    self.folder = folder
  }

  /// A file or folder by one setting, such as `AWS_CA_BUNDLE`.
  init(bundle: Setting<String>) {
    let isFolder = FileStatus(bundle.value)?.isFolder == true
    self.init(file: isFolder ? nil : bundle, folder: isFolder ? bundle : nil)
  }

  /// What is wrong if a file or folder does not exist or cannot be read; nil if both can. libcurl would report it as an
  /// error of TLS, without its origin.
  var problem: TransportError.Kind? {
    if let file, let why = Self.problem(file.value, isFolder: false) { return Self.unusable(file, why) }
    guard let folder else { return nil }
    let problems = folder.value.split(separator: ":").map { Self.problem(String($0), isFolder: true) }
    guard let first = problems.first, problems.allSatisfy({ $0 != nil }), let why = first else { return nil }
    return Self.unusable(folder, why)
  }

  /// What is wrong if the TLS library refuses the content.
  var refused: TransportError.Kind? {
    (file ?? folder).map { Self.unusable($0, "it holds no certificates in PEM form") }
  }

  private static func problem(_ path: String, isFolder: Bool) -> String? {
    do throws(FileProblem) {
      _ = try FileReader.beginning(of: path, limit: 1)
      return isFolder ? "it is no folder" : nil
    } catch {
      return isFolder && error == .directory ? nil : error.sentence
    }
  }

  private static func unusable(_ setting: Setting<String>, _ why: String) -> TransportError.Kind {
    .misconfigured(
      "the certificates of \(setting.origin.place) cannot be read: \(setting.value): \(why)",
      hint: "correct the path, or remove \(setting.origin.place) to trust the system's certificates")
  }
}
