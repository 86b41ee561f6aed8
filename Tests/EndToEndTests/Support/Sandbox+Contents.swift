#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Sandbox {
  /// Every file below home and working folder, by its path.
  var files: [String: String] {
    var files: [String: String] = [:]
    for root in [home, work] {
      for name in (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? [] {
        let path = root + "/" + name
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { continue }
        files[path] = String(decoding: data, as: UTF8.self)
      }
    }
    return files
  }
}
