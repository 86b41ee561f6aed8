internal import CCurl
internal import Core

/// The system's certificates, where no setting names others.
///
/// libcurl reads the file that holds all of them for each connection, which costs most of a short run's processor time.
/// OpenSSL finds a single certificate in a folder by the hash of its subject (`c_rehash`). Therefore the folder alone is
/// used where it has such names, and the file once a certificate cannot be verified with the folder: an issuer may be
/// missing there, or its entry may be damaged, out of date or not readable for this user.
struct SystemTrust: Sendable {
  /// The folder; nil if there is none with such names.
  let folder: String?
  /// The file of all certificates; nil for the one that libcurl was built with.
  let file: String?

  /// The certificates in the given places, for tests.
  init(folder: String?, file: String? = nil) {
    self.folder = folder
    self.file = file
  }

  /// The certificates that libcurl was built with.
  init(_ curl: LibCurl) {
    let folder = withUnsafePointer(to: curl.api) { sva_curl_certificate_folder($0).map { String(cString: $0) } }
    self.init(folder: folder.flatMap { Self.isHashed($0) ? $0 : nil })
  }

  /// Whether a folder has names by which OpenSSL finds certificates: `5ed36f99.0`.
  static func isHashed(_ folder: String) -> Bool { Folder.contains(in: folder, where: isHash) }

  static func isHash(_ name: some Sequence<UInt8>) -> Bool {
    var count = 0
    for byte in name {
      switch (count, byte) {
      case (0..<8, UInt8(ascii: "0")...UInt8(ascii: "9")), (0..<8, UInt8(ascii: "a")...UInt8(ascii: "f")): break
      case (8, UInt8(ascii: ".")): break
      case (9..., UInt8(ascii: "0")...UInt8(ascii: "9")): break
      default: return false
      }
      count += 1
    }
    return count > 9
  }
}
