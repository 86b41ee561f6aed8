#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Libraries opened at run time.
package enum DynamicLibrary {
  /// The handle of the first of `names` that can be opened.
  ///
  /// - Throws: `FileProblem` in the linker's words for the last of them.
  package static func open(_ names: [String]) throws(FileProblem) -> UnsafeMutableRawPointer {
    for name in names { if let library = dlopen(name, RTLD_LAZY | RTLD_LOCAL) { return library } }
    throw .failed(dlerror().map { String(cString: $0) } ?? "not found")
  }
}
