#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Libraries opened at run time.
package enum DynamicLibrary {
  /// Opens the first of `names` that can be opened.
  ///
  /// - Throws: `FileProblem` with the linker's message for the last one.
  package static func open(_ names: [String]) throws(FileProblem) -> UnsafeMutableRawPointer {
    for name in names { if let library = dlopen(name, RTLD_LAZY | RTLD_LOCAL) { return library } }
    throw .failed(dlerror().map { String(cString: $0) } ?? "not found")
  }
}
