internal import CCurl
internal import Core

/// The loaded library: its functions and one multi handle. Used on the driver's thread only.
///
/// It is opened at run time, not linked; see `shim.h`. The major version in the file's name is libcurl's ABI, unchanged
/// since 2006.
struct LibCurl {
  var api: sva_curl
  let multi: UnsafeMutableRawPointer

  #if canImport(Darwin)
    private static let names = ["/usr/lib/libcurl.4.dylib", "libcurl.4.dylib"]
  #else
    private static let names = ["libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"]
  #endif

  /// Opens and initialises libcurl.
  ///
  /// - Throws: `TransportError` of kind `unusable` with the reason.
  static func open() throws(TransportError) -> LibCurl {
    let library: UnsafeMutableRawPointer
    do throws(FileProblem) { library = try DynamicLibrary.open(names) } catch {
      throw TransportError(.unusable(error.sentence), host: "")
    }
    let table = UnsafeMutablePointer<sva_curl>.allocate(capacity: 1)
    defer { table.deallocate() }
    UnsafeMutableRawPointer(table).initializeMemory(
      as: UInt8.self, repeating: 0, count: MemoryLayout<sva_curl>.size)
    if let missing = sva_curl_fill(table, library) {
      throw TransportError(.unusable("it has no \(String(cString: missing))"), host: "")
    }
    let api = table.pointee
    guard api.global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK, let multi = api.multi_init() else {
      throw TransportError(.unusable("it does not start"), host: "")
    }
    return LibCurl(api: api, multi: multi)
  }
}
